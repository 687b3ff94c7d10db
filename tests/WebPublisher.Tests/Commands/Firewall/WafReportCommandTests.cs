using System.Globalization;
using System.Text.Json;
using WebPublisher.Commands.Firewall;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Commands.Firewall;

public sealed class WafReportCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private int _requests;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Rules_are_told_with_whom_they_concern_and_exclusions_are_suggested()
    {
        var log = Log(
            Match(942100, "ARGS:_message", "Detected", "192.0.2.1:4711", "/mail/", "select one"),
            Match(942100, "ARGS:_message", "Detected", "192.0.2.2:4711", "/mail/", "select two"),
            Match(920300, "REQUEST_HEADERS:Accept", "Passed", "192.0.2.3:4711", "/", "x"),
            "{\"id\":2000,\"event\":\"Request\",\"fields\":{\"path\":\"FirewallMatch\"}}",
            "{\"event\":\"FirewallMatch\",\"id\":2004,\"fie",
            "FirewallMatch is no JSON");

        var run = await CommandRun.OfAsync("waf", "report", log);

        Assert.Equal(new CommandRun(0, """
            2026-11-21 10:00:01Z to 2026-11-21 10:00:03Z
            3 matches in 3 requests; of these 2 would have been refused and 0 were, from 2 addresses

            942100  CRITICAL  Rule 942100
                2 matches, 2 condemned requests, 2 clients: 192.0.2.1 (1), 192.0.2.2 (1)
                sections: Webmail/mail (2)
                paths: /mail/ (2)
                variables: ARGS:_message (2)
                such as: select one
                such as: select two

            920300  CRITICAL  Rule 920300
                1 match, 0 condemned requests, 1 client: 192.0.2.3 (1)
                sections: Webmail/mail (1)
                paths: / (1)
                variables: REQUEST_HEADERS:Accept (1)
                such as: x

            # Exclusions for the key waf that would have let requests of several clients pass. What clients send is in these lines:
            # take over only what you know to be free text or the application's own.
            # Webmail/mail
            exclusions:
              - { rules: [942100], targets: ['ARGS:_message'], paths: [/mail/] } # 2 requests of 2 clients

            """, ""), run);
    }

    [Fact]
    public async Task Rules_that_find_the_same_target_are_one_exclusion_and_the_most_requests_come_first()
    {
        var log = Log(
            Match(942100, "ARGS:a", "Detected", "192.0.2.1:1", "/x", "v"),
            Match(941100, "ARGS:a", "Detected", "192.0.2.2:1", "/y", "v"),
            Match(941100, "ARGS:b", "Blocked", "192.0.2.1:1", "/x", "v"),
            Match(941100, "ARGS:b", "Blocked", "192.0.2.2:1", "/x", "v"),
            Match(941100, "ARGS:b", "Blocked", "192.0.2.2:1", "/x", "v"));

        var report = JsonDocument.Parse((await CommandRun.OfAsync("waf", "report", log, "--json")).Output).RootElement;

        Assert.Equal((3, 2), (report.GetProperty("blocked").GetInt32(), report.GetProperty("detected").GetInt32()));
        Assert.Equal(
            ["- { rules: [941100], targets: ['ARGS:b'], paths: [/x] }", "- { rules: [941100, 942100], targets: ['ARGS:a'], paths: [/x, /y] }"],
            report.GetProperty("exclusions").EnumerateArray().Select(e => e.GetProperty("yaml").GetString()));
    }

    [Theory]
    [InlineData(new[] { "--rule", "Webmail" }, 2)]
    [InlineData(new[] { "--rule", "Other" }, 0)]
    [InlineData(new[] { "--section", "mail" }, 2)]
    [InlineData(new[] { "--section", "other" }, 0)]
    [InlineData(new[] { "--condemned" }, 1)]
    [InlineData(new[] { "--since", "2026-11-21T10:00:02Z" }, 1)]
    [InlineData(new[] { "--since", "2026-11-22" }, 0)]
    public async Task Only_what_is_asked_for_is_added_up(string[] options, int matches)
    {
        var log = Log(Match(1, "ARGS:a", "Detected", "192.0.2.1:1", "/x", "v"), Match(2, "ARGS:a", "Passed", "192.0.2.1:1", "/x", "v"));

        var run = await CommandRun.OfAsync(["waf", "report", log, "--json", .. options]);

        Assert.Equal(matches, JsonDocument.Parse(run.Output).RootElement.GetProperty("matches").GetInt32());
    }

    [Fact]
    public async Task Rules_that_are_left_out_are_counted()
    {
        var log = Log([.. Enumerable.Range(1, 5).Select(id => Match(id, "ARGS:a", "Passed", "192.0.2.1:1", "/x", "v"))]);

        Assert.Contains("3 rules more: --top shows them.", (await CommandRun.OfAsync("waf", "report", log, "--top", "2")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_client_sent_does_not_steer_the_terminal()
    {
        var log = Log(Match(1, "ARGS:\u001b]0;x\u0007", "Passed", "192.0.2.1:1", "/\u001b[2J", "\u001b[1m"));

        Assert.DoesNotContain('\u001b', (await CommandRun.OfAsync("waf", "report", log)).Output);
    }

    [Fact]
    public async Task An_empty_log_and_one_that_is_not_there_are_told()
    {
        Assert.Contains("is it written with --log-json?", (await CommandRun.OfAsync("waf", "report", Log("text"))).Output, StringComparison.Ordinal);
        var run = await CommandRun.OfAsync("waf", "report", _directory.PathOf("none"));
        Assert.Equal(2, run.Code);
        Assert.Contains("cannot be read", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ARGS:_message", "ARGS:_message")]
    [InlineData("REQUEST_BODY", "REQUEST_BODY")]
    [InlineData("ARGS:json.items.0.text", "ARGS:/^json\\.items\\.[0-9]+\\.text$/")]
    [InlineData("ARGS:a[12]", "ARGS:/^a\\[[0-9]+\\]$/")]
    [InlineData("ARGS:item2", "ARGS:item2")]
    [InlineData("ARGS:a.2b", "ARGS:a.2b")]
    [InlineData("TX:anomaly_score", null)]
    [InlineData("REQUEST_URI", null)]
    [InlineData("ARGS:a'] }", null)]
    [InlineData("ARGS:a\n", null)]
    [InlineData("ARGS:", null)]
    [InlineData("", null)]
    public void Targets_are_those_whose_names_are_plain(string variable, string? expected) => Assert.Equal(expected, ExclusionTally.Target(variable));

    [Fact]
    public async Task A_suggestion_can_be_written_into_a_policy()
    {
        var log = Log([.. new[] { "ARGS:json.a.0", "REQUEST_COOKIES:x-y", "ARGS:a[0]" }.SelectMany(target =>
            new[] { Match(942100, target, "Detected", "192.0.2.1:1", "/x", "v"), Match(942200, target, "Detected", "192.0.2.2:1", "/y", "v") })]);
        var report = JsonDocument.Parse((await CommandRun.OfAsync("waf", "report", log, "--json")).Output).RootElement;
        var lines = report.GetProperty("exclusions").EnumerateArray().Select(e => e.GetProperty("yaml").GetString()).ToList();
        Assert.Equal(3, lines.Count);
        var policy = _directory.Write("policy.yaml", $"""
            version: 1
            operations: {"{ listen: off }"}
            listeners: [{"{ name: http, address: 127.0.0.1:18080, protocol: http }"}]
            destinationSets: {"{ mail: [{ host: mail.example.com }] }"}
            frontEnds: {"{ farm: { servers: [127.0.0.1:18081] } }"}
            publishingRules:
              - name: Webmail
                destinations: mail
                action: publish
                to: farm
                bridging: http
                requireSecureChannel: false
                waf:
                  mode: "off"
                  exclusions:
            {string.Join('\n', lines.Select(line => $"        {line}"))}

            """);

        Assert.Equal(
            "",
            string.Join('\n', new PolicyLoader(TimeProvider.System).Load(policy).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())));
    }

    private string Log(params string[] lines) => _directory.Write("log.jsonl", string.Join('\n', lines) + "\n");

    private string Match(long id, string variable, string verdict, string client, string path, string value)
    {
        _requests++;
        return (_requests % 2 == 0 ? "Nov 21 10:00:02 mx webpublisher[1]: " : "") + JsonSerializer.Serialize(new
        {
            time = string.Create(CultureInfo.InvariantCulture, $"2026-11-21T10:00:{_requests:00}Z"),
            level = "warning",
            id = 2004,
            @event = "FirewallMatch",
            fields = new
            {
                ruleId = id,
                message = $"Rule {id}",
                variable,
                value,
                severity = "CRITICAL",
                verdict,
                reference = $"R{_requests}",
                rule = "Webmail",
                section = "mail",
                client,
                method = "POST",
                path,
            },
        });
    }
}
