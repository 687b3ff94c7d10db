using System.Text.Json;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _policy;

    public ExplainCommandTests() => _policy = SitePolicy.Write(_directory, "policy.yaml");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_forwarded_request_shows_rules_in_order_and_the_inner_url()
    {
        var run = await ExplainAsync("http://MAIL.example.com/mail/./inbox?q=1", "--from", "192.0.2.7", "--at", "2026-03-02T09:00Z");

        Assert.Equal(0, run.Code);
        Assert.Equal($"""
            GET http://MAIL.example.com/mail/./inbox?q=1
              canonical  http://mail.example.com/mail/inbox?q=1
              listener   plain (127.0.0.1:80)
              client     192.0.2.7
              time       2026-03-02 09:00:00 +00:00

              1  Start  [{_policy}:18:5]  does not match
                   no   path /mail/inbox is not among the paths of mail.example.com in 'start' (/)
              2  Office  [{_policy}:19:5]  matches
                   yes  mail.example.com/mail/inbox is in 'site'
                   yes  method GET is one of GET
                   yes  client 192.0.2.7 is in 'office' (192.0.2.0/24)
                   yes  Monday 10:00 in Europe/Berlin is within 'workHours'

            Forwarded by rule 'Office'.
              front end  farm: 10.0.0.1:8080, 10.0.0.2:8080, by leastRequests
              bridging   http: forwarded in clear
              inner URL  http://10.0.0.1:8080/webmail/inbox?q=1
              Host       mail.example.com (as published)
              body       up to 1MB

            """, run.Output);
    }

    [Fact]
    public async Task A_stranger_is_in_no_client_address_set()
    {
        var run = await ExplainAsync("http://mail.example.com/mail/");

        Assert.Contains("client     198.51.100.1 (a stranger", run.Output, StringComparison.Ordinal);
        Assert.Contains("no   client 198.51.100.1 is not in 'office'", run.Output, StringComparison.Ordinal);
        Assert.Contains("Denied by rule 'Secure': 403.4, code 12211. The page must be viewed over a secure channel.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_rule_denies_the_rest()
    {
        var run = await ExplainAsync("http://mail.example.com/other", "--method", "POST");

        Assert.Contains("4  Default rule  [(built in)]  matches", run.Output, StringComparison.Ordinal);
        Assert.Contains("Denied by rule 'Default rule': 403, code 12202.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_shows_its_status_and_target()
    {
        var run = await ExplainAsync("http://mail.example.com/");

        Assert.Contains("Redirected by rule 'Start': 302 to https://mail.example.com/mail/", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnelled_name_is_told_before_any_rule_for_requests()
    {
        var policy = File.ReadAllText(_policy)
            .Replace("publishingRules:", "publishingRules:\n  - { name: Relay, destinations: relayed, action: publish, to: farm, bridging: tunnel }", StringComparison.Ordinal)
            .Replace("destinationSets:", "destinationSets:\n  relayed: [{ host: relay.example.com }]", StringComparison.Ordinal);
        File.WriteAllText(_policy, policy);

        var text = await ExplainAsync("https://relay.example.com/any");
        var json = await ExplainAsync("https://relay.example.com/any", "--json");

        Assert.Contains("Tunnelled by rule 'Relay'", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("inner URL", text.Output, StringComparison.Ordinal);
        Assert.Contains("\"decision\": \"tunnelled\"", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mail/setup.exe", "GET", "extension: '.exe' does not pass")]
    [InlineData("/mail/", "PUT", "method: PUT does not pass")]
    public async Task A_filter_is_part_of_the_decision(string path, string method, string detail)
    {
        File.WriteAllText(_policy, File.ReadAllText(_policy).Replace("methods: [GET],", "methods: [GET, PUT], httpFilter: { methods: [GET] },", StringComparison.Ordinal));

        var run = await ExplainAsync($"http://mail.example.com{path}", "--method", method, "--from", "192.0.2.1", "--at", "2026-03-02T09:00:00Z");
        var json = await ExplainAsync($"http://mail.example.com{path}", "--method", method, "--from", "192.0.2.1", "--at", "2026-03-02T09:00:00Z", "--json");

        Assert.Contains(
            $"Denied by rule 'Office': 403, code 12217. The request was rejected by the HTTP filter. Contact the server administrator. ({detail})", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("front end", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"reason\": \"rejectedByFilter\"", json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONNECT", "Denied: 405.")]
    [InlineData("TRACE", "Denied: 405.")]
    public async Task Some_methods_are_refused_before_any_rule(string method, string decision)
    {
        var run = await ExplainAsync("http://mail.example.com/mail/", "--method", method);

        Assert.Contains(decision, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Start", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_url_without_a_canonical_form_is_refused_before_any_rule()
    {
        var run = await ExplainAsync("http://mail.example.com/mail/%252e%252e/");

        Assert.Equal(0, run.Code);
        Assert.Contains("Denied: 400.", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Start", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_without_a_listener_is_answered_by_nobody()
    {
        var policy = _directory.Write("clear.yaml", "version: 1\nlisteners: [{ name: plain, address: 127.0.0.1:80, protocol: http }]\n");

        var run = await CommandRun.OfAsync("explain", "https://mail.example.com/mail/", "--policy", policy);

        Assert.Contains("Nothing answers", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_the_same()
    {
        var run = await ExplainAsync("http://mail.example.com/mail/", "--json");

        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("denied", report.GetProperty("decision").GetString());
        Assert.Equal("Secure", report.GetProperty("rule").GetString());
        Assert.Equal("secureChannelRequired", report.GetProperty("reason").GetString());
        Assert.Equal((403, 4, 12211), (report.GetProperty("status").GetInt32(), report.GetProperty("subStatus").GetInt32(), report.GetProperty("code").GetInt32()));
        Assert.Equal(["Start", "Office", "Secure"], report.GetProperty("considered").EnumerateArray().Select(r => r.GetProperty("rule").GetString()));
        Assert.False(report.TryGetProperty("innerUrl", out _));
    }

    [Theory]
    [InlineData("ftp://mail.example.com/", "webpublisher: ftp://mail.example.com/ is neither a path nor an http or https URL.")]
    [InlineData("http://mail.example.com/ --listener other", "webpublisher: no listener named 'other' speaks http; there is secure (https), plain (http).")]
    [InlineData("http://mail.example.com/ --from office", "'office' is not an IP address.")]
    [InlineData("http://mail.example.com/ --at noon", "'noon' is not a time such as 2026-11-21T10:00Z.")]
    public async Task A_question_that_makes_no_sense_is_a_usage_error(string arguments, string message)
    {
        var run = await ExplainAsync(arguments.Split(' '));

        Assert.Equal(2, run.Code);
        Assert.Equal("", run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_policy_explains_nothing()
    {
        File.AppendAllText(_policy, "oops: 1\n");

        var run = await ExplainAsync("http://mail.example.com/");

        Assert.Equal(3, run.Code);
        Assert.Contains($"has 1 error:\n{_policy}:22:1: ", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> ExplainAsync(params string[] arguments) => CommandRun.OfAsync(["explain", .. arguments, "--policy", _policy]);
}
