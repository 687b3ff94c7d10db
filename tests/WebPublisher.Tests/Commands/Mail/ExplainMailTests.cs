using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Mail;

public sealed class ExplainMailTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public ExplainMailTests() => _policy = MailSitePolicy.Write(_directory, "policy.yaml");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_session_is_shown_with_its_reasons_and_where_its_mail_would_go()
    {
        const string Question = "MAIL FROM:<a@b.example> SIZE=1000 RCPT TO:<user@example.com> RCPT TO:<c@elsewhere.example> from 192.0.2.7 helo mx.b.example";

        var run = await ExplainAsync(Question);

        Assert.Equal(new CommandRun(0, $"""
            {Question}
              connector  internet  [{_policy}:13:5]  the first on port 25; 'to' or 'connector' asks for another
              end point  203.0.113.11:25
              client     192.0.2.7
              serves     any client; TLS offered; no logon; relay for nobody
              tarpit     a refusal (5yz) is held back for 5 s from a client that has not logged on

              S: 220 mail.example.com ESMTP
              C: EHLO mx.b.example
              S: 250-mail.example.com Hello [192.0.2.7]
              S: 250-SIZE 1048576
              S: 250-PIPELINING
              S: 250-DSN
              S: 250-ENHANCEDSTATUSCODES
              S: 250-STARTTLS
              S: 250-8BITMIME
              S: 250-CHUNKING
              S: 250 SMTPUTF8
              C: MAIL FROM:<a@b.example> SIZE=1000
              S: 250 2.1.0 Sender OK
              C: RCPT TO:<user@example.com>
                 accepted domain example.com (authoritative), carried by send connector 'hub'
              S: 250 2.1.5 Recipient OK
              C: RCPT TO:<c@elsewhere.example>
                 elsewhere.example is not an accepted domain, and receive connector 'internet' lets nobody relay (relay: never)
              S: 550 5.7.1 Unable to relay (reference)

            Accepted in part: 1 of 2 recipients.
              <user@example.com>  by send connector hub  [{_policy}:18:5]
                servers  10.0.0.5:25, then 10.0.0.6:25
                TLS      STARTTLS required, certificate for hub.corp.internal from the connector's trusted roots
              Nothing was sent: that a server of the send connector accepts it as well, and offers what EHLO announces, is assumed.

            """, ""), run);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b.example> to 587", "tls", "530 5.7.1 Client was not authenticated", "authenticate.required")]
    [InlineData("MAIL FROM:<a@b.example> SIZE=2000000", "", "552 5.3.4", "SIZE is above what was announced")]
    [InlineData("MAIL FROM: <a@b.example>", "", "501 5.1.7 Invalid address", "malformed: BadPath, SpaceBeforePath")]
    [InlineData("RCPT TO:<user@example.com>", "", "503 5.5.2 Need mail command", null)]
    [InlineData("VRFY user", "", "502 5.5.1", "smtpFilter has this command off")]
    [InlineData("MAIL FROM:<a@b.example>", "to 10.0.0.2:25", "554 5.7.1 Access denied", "The server ends the session: the client's address is not among those that the connector serves.")]
    [InlineData("MAIL FROM:<a@b.example>", "via 10.9.9.8", "554 5.7.1 Access denied", "10.9.9.8 is not in proxyProtocolFrom")]
    [InlineData("MAIL FROM:<a@b.example>", "as alice connector internet", "502 5.5.1 Command not implemented", "auth: none")]
    [InlineData("MAIL FROM:<a@b.example>", "tls connector outbound from 10.0.0.9", "502 5.5.1 Command not implemented", "this connector has no certificate")]
    public async Task Every_refusal_has_its_reason(string commands, string rest, string reply, string? reason)
    {
        var run = await ExplainAsync($"{commands} {rest}");

        Assert.Equal("", run.Error);
        Assert.Contains($"  S: {reply}", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nRefused", run.Output, StringComparison.Ordinal);
        Assert.Contains(reason ?? "", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_comes_to_the_connector_where_users_log_on_and_may_send_anywhere()
    {
        var run = await ExplainAsync("as alice MAIL FROM:<alice@example.com> RCPT TO:<c@elsewhere.example>");

        Assert.Contains("connector  submission", run.Output, StringComparison.Ordinal);
        Assert.Contains("C: AUTH PLAIN (redacted)\n  S: 235", run.Output, StringComparison.Ordinal);
        Assert.Contains("Accepted: 1 recipient.\n  <c@elsewhere.example>  by send connector smart host", run.Output, StringComparison.Ordinal);
        Assert.Contains("TLS      TLS from the first byte, certificate for its own name from an authority that the system trusts", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_balancer_names_the_client()
    {
        var named = await ExplainAsync("from 192.0.2.7 via 10.9.9.9");
        var silent = await ExplainAsync("from 10.9.9.9");

        Assert.Contains("S: 250-mail.example.com Hello [192.0.2.7]", named.Output, StringComparison.Ordinal);
        Assert.Contains("proxy      10.9.9.9 is in proxyProtocolFrom: the client that it names is judged", named.Output, StringComparison.Ordinal);
        Assert.Contains("the session waits for its PROXY protocol header", silent.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quoted_recipient_stays_one_argument()
    {
        var run = await ExplainAsync("MAIL FROM:<> RCPT TO:<\"from to > tls\"@example.com> NOTIFY=NEVER DATA");

        Assert.Contains("  C: RCPT TO:<\"from to > tls\"@example.com> NOTIFY=NEVER\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  S: 354 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("  C: (an empty message)\n  S: 250 ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_the_same()
    {
        var run = await CommandRun.OfAsync(
            "explain", "--smtp", "MAIL FROM:<a@b.example> RCPT TO:<user@example.com>", "--from", "192.0.2.7", "--connector", "internet", "--json", "--policy", _policy);

        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("internet", "192.0.2.7", "Accepted: 1 recipient."), (Text(report, "connector"), Text(report, "client"), Text(report, "outcome")));
        var last = report.GetProperty("session").EnumerateArray().Last();
        Assert.Equal("RCPT TO:<user@example.com>", Text(last, "said"));
        Assert.Equal("accepted domain example.com (authoritative), carried by send connector 'hub'", last.GetProperty("reasons")[0].GetString());
        var recipient = report.GetProperty("recipients")[0];
        Assert.Equal(("hub", "required", 2), (Text(recipient, "connector"), Text(recipient, "tls"), recipient.GetProperty("servers").GetArrayLength()));
    }

    [Theory]
    [InlineData("MAIL FROM <a@b.example>", "'<a@b.example>' is not an IP address; 'from' needs the client's IP address. An address of a message stands behind a colon: MAIL FROM:<a@b.example>.")]
    [InlineData("RCPT TO <a@b.example>", "'<a@b.example>' is not an address and port; 'to' needs an address and port of a receive connector, such as 203.0.113.11:587, or a port.")]
    [InlineData("to", "'to' needs an address and port of a receive connector")]
    [InlineData("a@b.example", "'a@b.example' is not understood; expected a command (MAIL FROM:<a@b.example>")]
    [InlineData("AUTH PLAIN x", "Who has logged on is said by 'as USER'.")]
    [InlineData("tls to 26", "no receive connector listens on port 26; there is internet (203.0.113.11:25), submission (203.0.113.11:587, 203.0.113.11:465), outbound (10.0.0.2:25).")]
    [InlineData("connector intranet", "no receive connector is named 'intranet'; there is internet (203.0.113.11:25)")]
    public async Task A_question_that_makes_no_sense_is_a_usage_error(string question, string message)
    {
        var run = await ExplainAsync(question);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_or_commands_are_asked_about_and_not_both()
    {
        foreach (var run in new[] { await CommandRun.OfAsync("explain", "--policy", _policy), await CommandRun.OfAsync("explain", "https://a.example/", "--smtp", "NOOP", "--policy", _policy) })
        {
            Assert.Equal(2, run.Code);
            Assert.Contains("Name a URL, the number of a refusal or a message, or SMTP commands behind --smtp,", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--listener has no meaning for SMTP commands.", "--smtp", "NOOP", "--listener", "https")]
    [InlineData("--method has no meaning for SMTP commands.", "--smtp", "NOOP", "-X", "GET")]
    [InlineData("--connector has no meaning for a URL.", "https://a.example/", "--connector", "internet")]
    public async Task What_is_about_the_other_half_is_not_passed_over(string message, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["explain", .. arguments, "--policy", _policy]);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_without_receive_connectors_receives_no_mail()
    {
        var run = await CommandRun.OfAsync("explain", "--smtp", "NOOP", "--policy", SitePolicy.Write(_directory, "web.yaml"));

        Assert.Equal(new CommandRun(2, "", "webpublisher: the policy receives no mail: it declares no receiveConnectors.\n"), run);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private Task<CommandRun> ExplainAsync(string question) => CommandRun.OfAsync("explain", "--smtp", question, "--policy", _policy);
}
