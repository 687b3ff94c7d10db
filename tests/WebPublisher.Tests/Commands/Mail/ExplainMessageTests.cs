using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Mail;

public sealed class ExplainMessageTests : IDisposable
{
    private const string Policy = """
        version: 1
        server: { fqdn: mail.example.com }
        operations: { listen: off }
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: ["203.0.113.11:25"] }, { name: small, listen: ["203.0.113.12:25"], limits: { messageSize: 64KB } }]
        sendConnectors: [{ name: hub, domains: [example.com], servers: ["10.0.0.5:25"], tls: off }]
        agents:
          - { connectionFilter: { block: [{ addresses: 198.51.100.0/24 }] } }
          - { senderFilter: { blocked: [spammer@client.example] } }
          - { recipientFilter: { blocked: [ceo@example.com] } }

        """;

    private const string Message =
        "From: Ann <ann@client.example>\nTo: bob@example.com, ceo@example.com, x@elsewhere.example\nX-MS-Exchange-Organization-SCL: -1\nSubject: hi\n\n.dot\ntext\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;
    private readonly string _message;

    public ExplainMessageTests()
    {
        _policy = _directory.Write("policy.yaml", Policy);
        _message = _directory.Write("message.eml", Message);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Each_question_to_an_agent_is_shown_with_its_answer_and_what_becomes_of_the_message()
    {
        var run = await ExplainAsync();

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith(
            $"{_message}: 154 octets from <ann@client.example> (its From; --sender names another) to <bob@example.com>, <ceo@example.com> (its To and Cc; --rcpt names others)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("     header firewall removed 1: X-MS-Exchange-Organization-SCL\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  OnMailCommand       senderFilter        nothing\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  OnRcptCommand       recipientFilter     Unwanted: BlockedRecipient (ceo@example.com) -> Reject: 550 5.1.1 User unknown\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Would be put in front: Received: from client.example ([192.0.2.1]) by mail.example.com", run.Output, StringComparison.Ordinal);
        Assert.Contains("SCL: none\nDelivered: 250 2.0.0 OK\n\nAccepted in part: 1 of 2 recipients.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(["message.eml", "policy.yaml"], Directory.GetFileSystemEntries(_directory.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("--sender", "spammer@client.example", "senderFilter        Unwanted: BlockedSender (spammer@client.example) -> Reject: 554 5.1.0 Sender Denied", "RefusedByAgent: 554 5.1.0 Sender Denied")]
    [InlineData("--from", "198.51.100.7", "connectionFilter    Unwanted: ", "RefusedByAgent: 5")]
    [InlineData("--rcpt", "ceo@example.com", "recipientFilter     Unwanted: BlockedRecipient", "NoRecipient: ")]
    [InlineData("--sender", "<>", "senderFilter        nothing", "Delivered: 250")]
    public async Task What_the_file_does_not_say_is_asked(string option, string value, string agent, string fate)
    {
        var run = await ExplainAsync(option, value);

        Assert.Contains(agent, run.Output, StringComparison.Ordinal);
        Assert.Contains($"\n{fate}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_that_is_refused_is_told()
    {
        _directory.Write("message.eml", $"From: a@b.example\n\n{string.Concat(Enumerable.Repeat("line\n", 20_000))}");

        var run = await ExplainAsync("--connector", "small", "--helo", "mx.b.example", "--rcpt", "bob@example.com");

        Assert.Contains("C: EHLO mx.b.example\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nRefusedContent: 552 5.3.4", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_score_is_shown_with_what_is_made_of_it()
    {
        File.AppendAllText(_policy, "  - { contentFilter: { blockPhrases: [certain riches] } }\n");
        _directory.Write("message.eml", "From: a@b.example\nTo: bob@example.com\nSubject: Certain riches\n\ntext\n");

        var run = await ExplainAsync();

        Assert.Contains("  OnEndOfData         contentFilter       Scored: SCL 9 (", run.Output, StringComparison.Ordinal);
        Assert.Contains(" -> Reject: 550 5.7.1 Message rejected due to content restrictions\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("SCL: 9\nRefusedByAgent: 550 5.7.1 Message rejected due to content restrictions\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_to_nobody_here_goes_to_the_postmaster()
    {
        _directory.Write("message.eml", "From a@b.example Sat Nov 21 10:00:00 2026\r\nFrom: a@b.example\r\nTo: x@elsewhere.example\r\n\r\ntext\r\n");

        var run = await ExplainAsync();

        Assert.Contains("RCPT TO:<postmaster>\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nDelivered: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_the_same()
    {
        var run = await ExplainAsync("--json", "--sender", "spammer@client.example");

        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(("refusedByAgent", "554 5.1.0 Sender Denied"), (report.GetProperty("fate").GetString(), report.GetProperty("reply").GetString()));
        var last = report.GetProperty("agents").EnumerateArray().Last();
        Assert.Equal(
            ("senderFilter", "OnMailCommand", "unwanted", "BlockedSender", "reject"),
            (Text(last, "agent"), Text(last, "event"), Text(last, "found"), Text(last, "reason"), Text(last, "action")));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_a_usage_error()
    {
        var run = await CommandRun.OfAsync("explain", _directory.PathOf("nothing.eml"), "--policy", _policy);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("nothing.eml cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_a_message_have_no_meaning_for_a_url()
    {
        var run = await CommandRun.OfAsync("explain", "https://a.example/", "--rcpt", "a@b.example", "--policy", _policy);

        Assert.Contains("--rcpt has no meaning for a URL.", run.Error, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private Task<CommandRun> ExplainAsync(params string[] more) => CommandRun.OfAsync(["explain", _message, "--policy", _policy, .. more]);
}
