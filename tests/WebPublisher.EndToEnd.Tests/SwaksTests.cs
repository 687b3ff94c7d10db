using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Each way of TLS and of logging on, and what is refused, as swaks sees it.</summary>
[Collection(PublishedMail.Collection)]
public sealed class SwaksTests(PublishedMail mail)
{
    private const string Starttls = "-tls";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private Swaks Client => new(mail.Edge.PublicAuthorityPath);

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Strangers_bring_mail_in_clear_and_by_starttls()
    {
        var clear = (await Client.SendAsync(mail.Edge.Internet, RealMail.Alice.Address)).Ended(0, "250-STARTTLS", "250-8BITMIME", "250-SIZE");
        Assert.DoesNotContain("AUTH", clear.Transcript, StringComparison.Ordinal);
        var secure = (await Client.SendAsync(mail.Edge.Internet, RealMail.Alice.Address, Starttls)).Ended(0, "TLS started with cipher TLSv1.3", "TLS peer DN=\"/CN=mail.example.test\"");
        await AssertArrivedAsync(RealMail.Alice, clear, secure);

        // Proof that the certificate is looked at.
        (await new Swaks(mail.Servers.Authority).SendAsync(mail.Edge.Internet, RealMail.Alice.Address, Starttls)).Ended(SwaksRun.TlsFailed, "certificate verify failed");
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Mail_in_clear_is_refused_where_tls_is_required()
    {
        (await Client.SendAsync(mail.Scanners, RealMail.Alice.Address)).Ended(SwaksRun.SenderRefused, "530 5.7.0 Must issue a STARTTLS command first");
        await AssertArrivedAsync(RealMail.Alice, (await Client.SendAsync(mail.Scanners, RealMail.Alice.Address, Starttls)).Ended(0));
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Old_tls_is_refused()
    {
        // With the client's own scruples off, it is the publisher who refuses.
        string[] old = ["--tls-protocol", "tlsv1_1", "--tls-cipher", "ALL:@SECLEVEL=0"];
        (await Client.SendAsync(mail.Edge.Internet, RealMail.Alice.Address, [Starttls, .. old])).Ended(SwaksRun.TlsFailed, "alert protocol version");
        (await Client.SendAsync(mail.ImplicitTls, RealMail.Alice.Address, ["-tlsc", .. old])).Ended(SwaksRun.TlsFailed, "alert protocol version");
        (await Client.SendAsync(mail.Edge.Internet, RealMail.Alice.Address, Starttls, "--tls-protocol", "tlsv1_2")).Ended(0, "cipher TLSv1.2");
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Users_log_on_with_the_passwords_of_the_inner_server()
    {
        List<SwaksRun> runs = [];
        foreach (var mechanism in new[] { "PLAIN", "LOGIN" })
        {
            runs.Add((await Client.SendAsync(mail.Submission, RealMail.Bob.Address, [Starttls, .. LogonOf(RealMail.Alice, mechanism)])).Ended(0, $"AUTH {mechanism}", "235 2.7.0"));
            runs.Add((await Client.SendAsync(mail.ImplicitTls, RealMail.Bob.Address, ["-tlsc", .. LogonOf(RealMail.Alice, mechanism)])).Ended(0, "235 2.7.0"));
        }

        await AssertArrivedAsync(RealMail.Bob, [.. runs]);
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Users_of_a_password_file_log_on()
    {
        List<SwaksRun> runs = [];
        foreach (var mechanism in new[] { "PLAIN", "LOGIN" })
        {
            runs.Add((await Client.SendAsync(mail.Scanners, RealMail.Bob.Address, Starttls, "-a", mechanism, "-au", "scanner", "-ap", "scanner-secret")).Ended(0, $"AUTH {mechanism}", "235 2.7.0"));
        }

        await AssertArrivedAsync(RealMail.Bob, [.. runs]);
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Nobody_logs_on_before_tls()
    {
        (await Client.SendAsync(mail.Submission, RealMail.Bob.Address, LogonOf(RealMail.Alice, "PLAIN"))).Ended(SwaksRun.LogonFailed, "did not advertise authentication");
        using var client = await SmtpDialog.GreetAsync(mail.Submission);
        await client.AskAsync("AUTH PLAIN AGFsaWNlAGFsaWNlLXNlY3JldA==", "5");
        await client.AskAsync("MAIL FROM:<alice@example.test>", "530 5.7.1 Client was not authenticated");
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task A_wrong_password_is_refused_and_so_is_mail_without_any()
    {
        // From an address of its own: one that fails too often is locked out.
        string[] from = ["--local-interface", "127.77.0.41"];
        foreach (var mechanism in new[] { "PLAIN", "LOGIN" })
        {
            (await Client.SendAsync(mail.Submission, RealMail.Alice.Address, [Starttls, .. from, "-a", mechanism, "-au", "bob", "-ap", "wrong"])).Ended(SwaksRun.LogonFailed, "535 5.7.8");
            (await Client.SendAsync(mail.Scanners, RealMail.Alice.Address, [Starttls, .. from, "-a", mechanism, "-au", "nobody", "-ap", "scanner-secret"])).Ended(SwaksRun.LogonFailed, "535 5.7.8");
        }

        (await Client.SendAsync(mail.Submission, RealMail.Alice.Address, Starttls)).Ended(SwaksRun.SenderRefused, "530 5.7.1");
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Relaying_is_refused_unless_the_connector_grants_it_to_those_who_have_logged_on()
    {
        (await Client.SendAsync(mail.Edge.Internet, RealMail.Carol.Address)).Ended(SwaksRun.NoRecipient, "550 5.7.1 Unable to relay");
        (await Client.SendAsync(mail.Edge.Internet, "carol%example.net@example.test")).Ended(SwaksRun.NoRecipient, "550 5.7.1 Unable to relay");
        (await Client.SendAsync(mail.Scanners, RealMail.Carol.Address, Starttls, "-a", "PLAIN", "-au", "scanner", "-ap", "scanner-secret"))
            .Ended(SwaksRun.NoRecipient, "235 2.7.0", "550 5.7.1 Unable to relay");
        var granted = (await Client.SendAsync(mail.Submission, RealMail.Carol.Address, [Starttls, .. LogonOf(RealMail.Alice, "PLAIN")])).Ended(0);
        await AssertArrivedAsync(RealMail.Carol, granted);
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task The_inner_servers_refusal_of_a_recipient_is_the_clients()
    {
        var refused = (await Client.SendAsync(mail.Edge.Internet, "nobody@example.test")).Ended(SwaksRun.NoRecipient, "550 5.1.1");
        Assert.DoesNotContain("internal.test", refused.Transcript, StringComparison.Ordinal);
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task A_load_balancer_tells_the_clients_address_in_both_versions_of_the_proxy_protocol()
    {
        string[] header = ["--local-interface", $"{PublishedMail.LoadBalancer}", "--proxy-source", "192.0.2.77", "--proxy-source-port", "4711", "--proxy-dest", "203.0.113.1", "--proxy-dest-port", "25"];
        var first = (await Client.SendAsync(mail.Edge.Internet, RealMail.Alice.Address, [.. header, "--proxy-version", "1", "--proxy-family", "TCP4"])).Ended(0, "Hello [192.0.2.77]");
        var second = (await Client.SendAsync(mail.Edge.Internet, RealMail.Alice.Address, [.. header, "--proxy-version", "2", "--proxy-family", "AF_INET", Starttls])).Ended(0, "Hello [192.0.2.77]");
        await AssertArrivedAsync(RealMail.Alice, first, second);

        // From anybody else it is no header, but an early talker's noise.
        Assert.NotEqual(0, (await Client.SendAsync(mail.Edge.Internet, RealMail.Alice.Address, [.. header[2..], "--proxy-version", "1", "--proxy-family", "TCP4"])).ExitCode);
    }

    private async Task AssertArrivedAsync(MailUser user, params SwaksRun[] runs)
    {
        await using var mailbox = await mail.Servers.OpenMailboxAsync(user);
        foreach (var run in runs)
        {
            Assert.NotEmpty(await mailbox.WaitForMessageAsync(run.MessageId, s_patience));
        }
    }

    private static string[] LogonOf(MailUser user, string mechanism) => ["-a", mechanism, "-au", user.Name, "-ap", user.Password];
}
