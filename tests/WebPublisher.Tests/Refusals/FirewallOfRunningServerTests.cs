using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Refusals;

/// <summary>Rules of a firewall from their file to the explanation of what they refused, with the executable as it is shipped.</summary>
public sealed class FirewallOfRunningServerTests : IDisposable
{
    private const string Policy = """
        version: 1
        server: { name: EDGE01 }
        operations: { listen: off }
        listeners: [{ name: plain, address: 127.0.0.1:0, protocol: http }]
        frontEnds: { farm: { servers: ["127.0.0.1:9"] } }
        publishingRules:
          - { name: Site, listeners: [plain], requireSecureChannel: false, action: publish, to: farm, bridging: http, waf: { mode: block, ruleSet: crs } }

        """;

    private const string Rules = """
        # A rule set of one rule.
        SecRule ARGS "@contains evil" \
            "id:1001,\
            phase:2,\
            deny,\
            log,\
            t:lowercase,\
            msg:'Evil found',\
            logdata:'Matched Data: %{MATCHED_VAR} found within %{MATCHED_VAR_NAME}: %{MATCHED_VAR}',\
            severity:'CRITICAL'"

        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public FirewallOfRunningServerTests()
    {
        _policy = _directory.Write("policy.yaml", Policy);
        _directory.Write("crs/rules/REQUEST-920-TEST.conf", Rules);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_number_of_a_refusal_leads_to_the_rules_that_matched_and_to_no_secret()
    {
        await using var process = new RunningProcess(_directory.Root, "run", "--policy", _policy, "--no-dns-check");
        var port = await process.PortOfAsync("plain");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Cookie", "sid=very-secret");

        using var answer = await client.GetAsync($"http://127.0.0.1:{port}/?q=An+EVIL+word&password=evil-secret&note=evil+very-secret");
        var page = await answer.Content.ReadAsStringAsync();
        var number = Regex.Match(page, "[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}").Value;
        var run = await ExplainAsync(number);
        var json = JsonDocument.Parse((await ExplainAsync(number, "--json")).Output).RootElement[0].GetProperty("firewall");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("1001", page, StringComparison.Ordinal);
        Assert.Contains("  answer     403, code 12217: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("  reason     RejectedByFirewall: rule 1001, score 0/0\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  firewall   Blocked (Block), score 0 of the request, 0 of the answer\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("             1001 Evil found (CRITICAL)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("               phase 2 ARGS:q = an evil word  [", run.Output, StringComparison.Ordinal);
        Assert.Contains("REQUEST-920-TEST.conf:2]\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("               Matched Data: an evil word found within ARGS:q: an evil word\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("Blocked", json.GetProperty("verdict").GetString());
        Assert.DoesNotContain("secret", string.Concat(Directory.GetFiles(_directory.PathOf("state/refusals")).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_tells_where_a_rule_is_wrong()
    {
        _directory.Write("crs/rules/REQUEST-921-TEST.conf", "SecRule ARGS \"@contians x\" \"id:2,phase:2,deny\"\nSecRule ARGS \"@contains x\" \"id:3,phase:2,deni\"\n");

        var run = await CommandRun.OfAsync("check", "--policy", _policy);

        Assert.Equal(2, run.Output.Split('\n').Count(line => line.Contains("REQUEST-921-TEST.conf:", StringComparison.Ordinal)));
        Assert.Matches(@"REQUEST-921-TEST\.conf:1:\d+: ", run.Output);
        Assert.Matches(@"REQUEST-921-TEST\.conf:2:\d+: ", run.Output);
        Assert.NotEqual(0, run.Code);
    }

    [Fact]
    public async Task Check_takes_a_rule_set_without_errors()
    {
        var run = await CommandRun.OfAsync("check", "--policy", _policy);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("0 errors", run.Output, StringComparison.Ordinal);
    }

    private async Task<CommandRun> ExplainAsync(string number, params string[] more)
    {
        // What is refused is written a moment later.
        var run = await CommandRun.OfAsync(["explain", number, "--policy", _policy, .. more]);
        for (var tries = 0; run.Code == 1 && tries < 600; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            run = await CommandRun.OfAsync(["explain", number, "--policy", _policy, .. more]);
        }

        return run;
    }
}
