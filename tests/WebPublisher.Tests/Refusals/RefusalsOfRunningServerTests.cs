using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Smtp.Tests.Testing;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Refusals;

/// <summary>From the number that a visitor or a sender reads out to the evidence, with the executable as it is shipped.</summary>
public sealed class RefusalsOfRunningServerTests : IDisposable
{
    private const string Policy = """
        version: 1
        server: { name: EDGE01, fqdn: mail.example.com }
        operations: { listen: off }
        listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
        acceptedDomains: [{ name: example.com }]
        receiveConnectors: [{ name: internet, listen: ["127.0.0.1:0"], tarpit: 0s }]
        sendConnectors: [{ name: hub, domains: [example.com], servers: ["127.0.0.1:9"], tls: off }]
        agents:
          - { senderFilter: { blocked: [spammer@client.example] } }
          - { recipientFilter: { blocked: [ceo@example.com] } }

        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public RefusalsOfRunningServerTests() => _policy = _directory.Write("policy.yaml", Policy);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_number_of_a_denial_page_leads_to_rule_reason_url_and_times_and_to_no_secret()
    {
        await using var process = Start();
        var port = await process.PortOfAsync("plain");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", "Basic c2VjcmV0LWluLWhlYWRlcg==");
        client.DefaultRequestHeaders.Add("Cookie", "sid=secret-in-cookie");
        client.DefaultRequestHeaders.Add("User-Agent", "visitor/1");

        using var answer = await client.GetAsync($"http://127.0.0.1:{port}/admin/%7Eroot?token=secret-in-query");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var run = await ExplainAsync(Number(await answer.Content.ReadAsStringAsync()));

        Assert.Equal("", run.Error);
        Assert.Matches(@"^Request [-0-9A-Z]{19}: Denied, on EDGE01, ", run.Output);
        Assert.Contains("  answer     403, code 12202: The server denied the specified URL.\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  reason     NotPublished", run.Output, StringComparison.Ordinal);
        Assert.Contains("  request    GET http://127.0.0.1/admin/~root?token=* HTTP/1.1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  rule       Default rule\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  agent      visitor/1\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  times      [0-9.]+ ms$", run.Output);
        Assert.DoesNotContain("secret", string.Concat(Directory.GetFiles(_directory.PathOf("state/refusals")).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_of_a_refused_message_leads_to_its_record_findings_and_session()
    {
        await using var process = Start();
        var mail = await MailPortAsync(process);
        await using var client = await SmtpClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, mail));
        await client.TalkAsync("S: 220\nC: HELO mx.client.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<ceo@example.com>\nS: 550 5.1.1 User unknown\n"
            + "C: RSET\nS: 250\nC: MAIL FROM:<Spammer@client.example>\nS: 554 5.1.0 Sender Denied\nS: (closed)");

        var lines = await KeptAsync(3);
        var refused = lines.Single(line => line.Contains("ceo@example.com", StringComparison.Ordinal));
        var run = await ExplainAsync(Number(refused).ToLowerInvariant().Replace("-", "", StringComparison.Ordinal));

        Assert.Equal("", run.Error);
        Assert.StartsWith($"Message {Number(refused)}: NoRecipient, on EDGE01, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("             <ceo@example.com> 550 5.1.1 User unknown\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  findings   recipientFilter OnRcptCommand: Unwanted, Reject: BlockedRecipient (ceo@example.com)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("'mx.client.example'", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Session [-0-9A-Z]{19}: ended by RefusedByAgent, on EDGE01, ", run.Output);

        var session = Regex.Match(run.Output, "(?m)^Session (?<number>[-0-9A-Z]{19})").Groups["number"].Value;
        var all = await ExplainAsync(session, "--json");
        var evidence = JsonDocument.Parse(all.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(["session", "message", "message"], evidence.Select(one => one.GetProperty("kind").GetString()));
        Assert.Equal("554 5.1.0 Sender Denied", evidence[2].GetProperty("reply").GetString());
    }

    [Fact]
    public async Task Mail_that_cannot_be_handed_on_for_now_is_explained_too()
    {
        await using var process = Start();
        var mail = await MailPortAsync(process);
        await using var client = await SmtpClient.ConnectAsync(new IPEndPoint(IPAddress.Loopback, mail));
        await client.TalkAsync("S: 220\nC: HELO c.example\nS: 250\nC: MAIL FROM:<ann@client.example>\nS: 250\nC: RCPT TO:<bob@example.com>\nS: 451\nC: QUIT\nS: 221\nS: (closed)");

        var message = (await KeptAsync(2)).Single(line => line.Contains("\"message\"", StringComparison.Ordinal));
        var run = await ExplainAsync(Number(message));

        Assert.Contains("             <bob@example.com> 451 4.4.", run.Output, StringComparison.Ordinal);
        Assert.Contains("ended by Quit", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_nothing_is_kept_under_gets_what_may_be_the_case()
    {
        var run = await ExplainAsync("2P5Z-K8R0-7XQE-M3WD");

        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("nothing is kept under 2P5Z-K8R0-7XQE-M3WD, which was made at 20", run.Error, StringComparison.Ordinal);
        Assert.Contains("another server made it", run.Error, StringComparison.Ordinal);
        Assert.Contains($"there is none in {_directory.PathOf("state/refusals")}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_may_keep_none()
    {
        File.AppendAllText(_policy, "logging: { refusalLog: { enabled: false } }\n");

        Assert.Contains("the policy keeps no refusals", (await ExplainAsync("2P5Z-K8R0-7XQE-M3WD")).Error, StringComparison.Ordinal);
    }

    private RunningProcess Start() => new(_directory.Root, "run", "--policy", _policy, "--no-dns-check");

    private static async Task<int> MailPortAsync(RunningProcess process)
    {
        var said = await process.SaysAsync("eceive connector internet serves ");
        return int.Parse(said[(said.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
    }

    // On a page the number stands alone; in a line that is kept, others stand beside it.
    private static string Number(string text) => Regex.Match(text, "(\"reference\":\"|^[^{]*?)(?<number>[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3})", RegexOptions.Singleline).Groups["number"].Value;

    private async Task<CommandRun> ExplainAsync(string number, params string[] more)
    {
        // What is refused is written a moment later.
        var run = await CommandRun.OfAsync(["explain", number, "--policy", _policy, .. more]);
        for (var tries = 0; run.Code == 1 && tries < 600 && Directory.Exists(_directory.PathOf("state")); tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            run = await CommandRun.OfAsync(["explain", number, "--policy", _policy, .. more]);
        }

        return run;
    }

    private async Task<string[]> KeptAsync(int count)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var files = Directory.Exists(_directory.PathOf("state/refusals")) ? Directory.GetFiles(_directory.PathOf("state/refusals"), "MAIL*.jsonl") : [];
            var lines = files.SelectMany(File.ReadAllLines).ToArray();
            if (lines.Length >= count)
            {
                return lines;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new Xunit.Sdk.XunitException($"{count} refusals were not kept.");
    }
}
