using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Mail from one Postfix to another through the publisher: it arrives as it was sent.</summary>
[Collection(PublishedMail.Collection)]
public sealed partial class MailDeliveryTests(PublishedMail mail)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    // Dovecot: Return-Path, Delivered-To, Received. Then a Received each: inner Postfix, publisher, outer Postfix.
    private const int TraceFields = 6;

    [FactNeeding(Need.Mail)]
    public async Task A_message_arrives_octet_by_octet_behind_the_trace_fields_of_its_servers()
    {
        await SendAsync(SampleMessages.All.Select(sample => sample.Source));

        await using var mailbox = await mail.Servers.OpenMailboxAsync(RealMail.Alice);
        foreach (var (name, source) in SampleMessages.All)
        {
            var message = await ArrivedAsync(mailbox, source);
            AssertSame(name, source, message.Rest);
            Assert.Equal(["Return-Path", "Delivered-To", "Received", "Received", "Received", "Received"], message.Trace.Select(field => field.Split(':')[0]));
            Assert.Matches(@"^Received: from mx\.example\.net \(\[127\.77\.0\.20\]\)\r\n\tby mail\.example\.test with ESMTPS id \S+\r\n\tfor <alice@example\.test>\r\n\ttls TLS_\S+;\r\n\t", message.Trace[4]);
        }

        Assert.DoesNotContain(mail.Edge.Process.Log.Lines, line => line.Contains(" fail ", StringComparison.Ordinal));
    }

    [FactNeeding(Need.Mail)]
    public async Task A_body_without_a_last_line_end_gets_one_and_nothing_else()
    {
        using var client = await SmtpDialog.GreetAsync(mail.Edge.Internet);
        await client.SecureAsync(MailEdge.PublishedName, mail.Edge.PublicAuthorityPath);
        var source = SampleMessages.Message("chunks", "", "first line\r\n.second line\r\nlast line without an end");
        await client.AskAsync("MAIL FROM:<sender@example.net> BODY=8BITMIME", "250");
        await client.AskAsync("RCPT TO:<alice@example.test>", "250");
        await client.SayAsync($"BDAT {source.Length - 7}");
        await client.SendAsync(source.AsMemory(..^7));
        await client.ExpectAsync("250");
        await client.SayAsync("BDAT 7 LAST");
        await client.SendAsync(source.AsMemory(^7..));
        await client.ExpectAsync("250");

        await using var mailbox = await mail.Servers.OpenMailboxAsync(RealMail.Alice);
        var delivered = await mailbox.WaitForMessageAsync(SampleMessages.IdOf("chunks"), s_patience);
        AssertSame("chunks", [.. source, .. "\r\n"u8], DeliveredMessage.Split(delivered, TraceFields - 1).Rest);
    }

    [FactNeeding(Need.Mail)]
    public async Task A_signature_still_verifies()
    {
        using var directory = new TemporaryDirectory();
        await RunAsync("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=Sender",
            "-addext", "subjectAltName=email:sender@example.net", "-addext", "extendedKeyUsage=emailProtection", "-keyout", directory["key.pem"], "-out", directory["certificate.pem"]);
        await File.WriteAllTextAsync(directory["text"], "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n.Grüße,\r\ntrailing blanks  \r\n\r\n");
        foreach (var (id, options) in new[] { ("signed-clear", Array.Empty<string>()), ("signed-opaque", ["-nodetach"]) })
        {
            await RunAsync("openssl", ["cms", "-sign", "-in", directory["text"], "-binary", "-crlfeol", "-signer", directory["certificate.pem"], "-inkey", directory["key.pem"], "-out", directory["signed"], .. options]);
            var signed = Lines().Replace(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(directory["signed"])), "\r\n");
            var fields = signed[..signed.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
            var source = SampleMessages.Message(id, fields, signed[(fields.Length + 4)..]);
            await SendAsync([source]);

            await using var mailbox = await mail.Servers.OpenMailboxAsync(RealMail.Alice);
            var message = await ArrivedAsync(mailbox, source);
            AssertSame(id, source, message.Rest);
            await File.WriteAllBytesAsync(directory["delivered"], message.Rest);
            await RunAsync("openssl", "cms", "-verify", "-in", directory["delivered"], "-binary", "-crlfeol", "-CAfile", directory["certificate.pem"], "-purpose", "any", "-out", directory["verified"]);
            Assert.Equal(await File.ReadAllTextAsync(directory["text"]), await File.ReadAllTextAsync(directory["verified"]));
        }
    }

    [FactNeeding(Need.Mail, Need.Swaks)]
    public async Task Mail_from_the_inside_leaves_by_the_smart_host()
    {
        var source = SampleMessages.Message("outbound", "X-Comment: \u00e4", ".Gr\u00fc\u00dfe\r\n");
        using (var client = await SmtpDialog.GreetAsync(mail.Servers.Submission))
        {
            await client.SecureAsync(RealMail.InnerName, mail.Servers.Authority);
            await client.AskAsync($"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes("\0alice\0alice-secret"))}", "235");
            await client.DeliverAsync(RealMail.Alice.Address, RealMail.Carol.Address, source);
        }

        await using var mailbox = await mail.Servers.OpenMailboxAsync(RealMail.Carol);
        var message = await ArrivedAsync(mailbox, source);
        AssertSame("outbound", source, message.Rest);
        Assert.Contains("by mail.example.test with ESMTPS", message.Trace[4], StringComparison.Ordinal);
        Assert.Contains("with ESMTPSA", message.Trace[3], StringComparison.Ordinal);
    }

    private async Task SendAsync(IEnumerable<byte[]> sources)
    {
        using var client = await SmtpDialog.GreetAsync(mail.Servers.Outside);
        foreach (var source in sources)
        {
            await client.DeliverAsync("sender@example.net", RealMail.Alice.Address, source);
        }
    }

    private static async Task<DeliveredMessage> ArrivedAsync(ImapMailbox mailbox, byte[] source)
    {
        var id = MessageId().Match(Encoding.Latin1.GetString(source)).Groups["id"].Value;
        return DeliveredMessage.Split(await mailbox.WaitForMessageAsync(id, s_patience), TraceFields);
    }

    private static void AssertSame(string name, byte[] sent, byte[] delivered)
    {
        var at = sent.AsSpan().CommonPrefixLength(delivered);
        Assert.True(at == sent.Length && at == delivered.Length, $"{name}: from octet {at} on '{Around(sent, at)}' was sent and '{Around(delivered, at)}' arrived");
    }

    private static string Around(byte[] octets, int at) => Encoding.Latin1.GetString(octets.AsSpan(at..Math.Min(octets.Length, at + 60)));

    private static Task RunAsync(string program, params string[] arguments) => RunAsync(program, (IEnumerable<string>)arguments);

    private static async Task RunAsync(string program, IEnumerable<string> arguments) => (await Command.RunAsync(program, arguments, s_patience)).Successful();

    [GeneratedRegex("^Message-ID: <(?<id>[^>]+)>", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex MessageId();

    [GeneratedRegex("\r?\n", RegexOptions.NonBacktracking)]
    private static partial Regex Lines();
}
