using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Firewall;

public sealed class WafEvalCommandTests : IDisposable
{
    private const string Rules = """
        SecRule ARGS "@contains attack" "id:10,phase:2,deny,status:406,t:lowercase,log,msg:'An attack',logdata:'Seen %{MATCHED_VAR}',severity:CRITICAL"
        SecRule REQUEST_HEADERS:User-Agent "@streq probe" "id:11,phase:1,deny,log,msg:'A probe'"
        SecRule REMOTE_ADDR "@ipMatch 203.0.113.0/24" "id:12,phase:1,drop,log,msg:'From there'"
        SecRule RESPONSE_BODY "@contains secret" "id:13,phase:4,deny,log,msg:'A leak'"

        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly string _rules;

    public WafEvalCommandTests() => _rules = _directory.Write("rules.conf", Rules);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_rule_that_matches_is_told_with_what_it_matched_and_the_verdict()
    {
        var run = await EvalAsync(Post("x=1&q=An%20ATTACK"), "--times", "1");

        Assert.Equal((0, ""), (run.Code, run.Error));
        var lines = run.Output.Split('\n');
        Assert.Equal(
            [
                "10  phase 2  CRITICAL  An attack",
                "    ARGS:q = an attack",
                "    Seen an attack",
            ],
            lines[..3]);
        Assert.Matches($"^    [0-9.]+ us  {_rules}:1$", lines[3]);
        Assert.Equal([$"Rules: {_rules}", "Verdict: refused by rule 10 with 406", "Score: 0 inbound, 0 outbound"], lines[4..7]);
        Assert.Matches("^Time: [0-9.]+ us for all rules; the slowest of [0-9]+, in us:$", lines[7]);
        Assert.Matches("^ +[0-9.]+  [0-9]+  phase [1-5]$", lines[8]);
        Assert.Equal([""], lines[9..]);
    }

    [Fact]
    public async Task A_request_that_nothing_matches_passes() =>
        Assert.StartsWith($"Rules: {_rules}\nVerdict: passes\n", (await EvalAsync(Post("q=peace"))).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_request_that_the_header_condemns_is_not_judged_further()
    {
        var report = await ReportAsync(Post("q=attack", "probe"));

        Assert.Equal("deny", report.GetProperty("verdict").GetProperty("action").GetString());
        Assert.Equal([11], Ids(report));
    }

    [Fact]
    public async Task The_client_s_address_can_be_named()
    {
        Assert.Contains("Verdict: connection closed by rule 12", (await EvalAsync(Post("q=1"), "--from", "203.0.113.9")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await EvalAsync(Post("q=1"), "--from", "there")).Code);
    }

    [Fact]
    public async Task A_response_is_judged_as_well()
    {
        var response = _directory.Write("response.http", "HTTP/1.1 200 OK\nContent-Type: text/html\n\nthe secret\n");

        var report = await ReportAsync(Post("q=1"), "--response", response);

        Assert.Equal([13], Ids(report));
        Assert.Equal(13, report.GetProperty("verdict").GetProperty("ruleId").GetInt64());
        var broken = await EvalAsync(Post("q=1"), "--response", _directory.Write("broken.http", "hello\n"));
        Assert.Equal(2, broken.Code);
        Assert.Contains("expected a status line such as HTTP/1.1 200 OK", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_time_of_every_rule_that_was_asked()
    {
        var times = (await ReportAsync(Post("q=1"))).GetProperty("times").EnumerateArray().ToList();

        Assert.Contains(10, times.Select(time => time.GetProperty("id").GetInt64()));
        var costs = times.ConvertAll(time => time.GetProperty("microseconds").GetDouble());
        Assert.Equal(costs.OrderDescending(), costs);
    }

    [Fact]
    public async Task Rules_with_errors_are_not_asked()
    {
        _directory.Write("rules.conf", "SecRule ARG \"@rx a\" \"id:1\"\n");

        var run = await EvalAsync(Post("q=1"));

        Assert.Equal((3, ""), (run.Code, run.Output));
        Assert.Contains($"the rules have 1 error:\n{_rules}:1:9: Unknown variable 'ARG'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_s_own_rules_are_asked()
    {
        var policy = Policy("detect");

        var run = await CommandRun.OfAsync("waf", "eval", Post("q=attack"), "--policy", policy, "--rule", "Webmail");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("Verdict: would be refused by rule 10 with 406; the mode is detect, and it passes\n", run.Output, StringComparison.Ordinal);

        var other = await CommandRun.OfAsync("waf", "eval", Post("q=1"), "--policy", policy, "--rule", "Other");
        Assert.Contains("no section of a rule 'Other' has a firewall", other.Error, StringComparison.Ordinal);
        var section = await CommandRun.OfAsync("waf", "eval", Post("q=1"), "--policy", policy, "--section", "mail");
        Assert.Contains("no section 'mail' has a firewall", section.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_firewalls_the_one_that_the_request_comes_to_is_asked()
    {
        var policy = Policy("block", "Second");

        Assert.Contains("Rules: Webmail\n", (await CommandRun.OfAsync("waf", "eval", Post("q=1"), "--policy", policy)).Output, StringComparison.Ordinal);
        Assert.Contains("Rules: Second\n", (await CommandRun.OfAsync("waf", "eval", Post("q=1"), "--policy", policy, "--rule", "Second")).Output, StringComparison.Ordinal);

        var other = _directory.Write("other.http", "GET / HTTP/1.1\nHost: elsewhere.example.com\n\n");
        var run = await CommandRun.OfAsync("waf", "eval", other, "--policy", policy);
        Assert.Equal(2, run.Code);
        Assert.Contains("the request comes to none of them: Webmail, Second. Name one", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--paranoia", "5")]
    [InlineData("--section", "x")]
    [InlineData("--policy", "x")]
    public async Task Options_that_make_no_sense_are_a_usage_error(string option, string value) => Assert.Equal(2, (await EvalAsync(Post("q=1"), option, value)).Code);

    [Fact]
    public async Task Debian_s_rules_find_an_injection_and_paranoia_finds_more()
    {
        var request = Post("user=x%27%20or%201%3D1--%20-");
        var first = JsonDocument.Parse((await CommandRun.OfAsync("waf", "eval", request, "--rules", "/usr/share/modsecurity-crs", "--json")).Output).RootElement;
        var third = JsonDocument.Parse((await CommandRun.OfAsync("waf", "eval", request, "--rules", "/usr/share/modsecurity-crs", "--json", "--paranoia", "3")).Output).RootElement;

        Assert.Contains(942100, Ids(first));
        Assert.Equal(949110, first.GetProperty("verdict").GetProperty("ruleId").GetInt64());
        Assert.True(Ids(third).Count > Ids(first).Count);
    }

    private static List<long> Ids(JsonElement report) => [.. report.GetProperty("matches").EnumerateArray().Select(match => match.GetProperty("id").GetInt64())];

    private string Post(string body, string agent = "test") => _directory.Write(
        "request.http",
        $"POST /login HTTP/1.1\nHost: mail.example.com\nUser-Agent: {agent}\nAccept: */*\n"
        + $"Content-Type: application/x-www-form-urlencoded\nContent-Length: {body.Length}\n\n{body}\n");

    private Task<CommandRun> EvalAsync(string request, params string[] options) => CommandRun.OfAsync(["waf", "eval", request, "--rules", _rules, .. options]);

    private async Task<JsonElement> ReportAsync(string request, params string[] options)
    {
        var run = await EvalAsync(request, ["--json", .. options]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private string Policy(string mode, string? second = null)
    {
        _directory.Write("set/rules/own.conf", Rules);
        string Rule(string name) => $$"""
              - name: {{name}}
                destinations: mail
                action: publish
                to: farm
                bridging: http
                requireSecureChannel: false
                waf: { mode: {{mode}}, ruleSet: set }

            """;
        return _directory.Write("policy.yaml", $$"""
            version: 1
            operations: { listen: off }
            listeners: [{ name: http, address: "127.0.0.1:18080", protocol: http }]
            destinationSets: { mail: [{ host: mail.example.com }] }
            frontEnds: { farm: { servers: ["127.0.0.1:18081"] } }
            publishingRules:
            {{Rule("Webmail")}}{{(second is null ? "" : Rule(second))}}
            """);
    }
}
