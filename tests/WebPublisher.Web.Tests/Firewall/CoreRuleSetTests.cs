using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Firewall;

/// <summary>The Core Rule Set as Debian packages it, unchanged. Where the package is not installed there is nothing to test.</summary>
public sealed class CoreRuleSetTests
{
    private const string Head = "Host: mail.example.test\r\nUser-Agent: tests\r\nAccept: */*\r\nConnection: close\r\n";

    private static WafPolicy Policy => new()
    {
        Mode = FirewallMode.Block,
        Location = new SourceLocation("policy.yaml", 7, 9),
        Files = WafRuleFiles.Of(WafRuleFiles.DebianFolder) with { Digest = "debian" },
    };

    [CoreRuleSetFact]
    public async Task Attacks_are_refused_by_their_rules_and_other_requests_pass()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(Policy)));

        Assert.Empty((await AskAsync(rig, "GET /?_task=mail&_mbox=INBOX")).Matches);
        var sql = await AskAsync(rig, "GET /?id=1%27+or+1%3D1--+-");
        var script = await AskAsync(rig, "GET /?q=%3Cscript%3Ealert(1)%3C/script%3E");
        var path = await AskAsync(rig, "GET /?file=../../../../etc/passwd");

        Assert.Contains(942100, sql.Matches.Select(m => m.Id));
        Assert.Contains(941100, script.Matches.Select(m => m.Id));
        Assert.Contains(930120, path.Matches.Select(m => m.Id));
        Assert.All([sql, script, path], found => Assert.Equal((FirewallVerdict.Blocked, 949110L), (found.Verdict, found.RuleId)));
        Assert.All([sql, script, path], found => Assert.InRange(found.InboundScore, 5, 100));
        Assert.Contains("(Total Score: ", sql.Matches.Single(m => m.Id == 949110).Message, StringComparison.Ordinal);
    }

    [CoreRuleSetFact]
    public async Task What_the_policy_allows_beyond_the_rule_set_is_no_anomaly()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var open = Policy with { Methods = ["PROPFIND"], ContentTypes = ["text/calendar"], Headers = ["Lock-Token"], Extensions = [".log"] };
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(Policy)));
        const string Request = "PROPFIND /a.log HTTP/1.1\r\n" + Head + "Lock-Token: <x>\r\nContent-Type: text/calendar\r\nContent-Length: 1\r\n\r\nx";

        await rig.AskAsync(Request);
        var before = (await rig.Records.NextAsync()).Firewall!;
        await rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(open)));
        await rig.AskAsync(Request);
        var after = (await rig.Records.NextAsync()).Firewall!;

        long[] expected = [911100, 920420, 920440, 920450];
        Assert.Equal(expected, expected.Intersect(before.Matches.Select(m => m.Id)));
        Assert.Empty(after.Matches.Select(m => m.Id));
    }

    [CoreRuleSetFact]
    public async Task Paranoia_thresholds_free_text_and_exclusions_hold()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var text = new WafTarget("ARGS", "text", IsPattern: false);
        var subject = new WafTarget("ARGS", "^_subject", IsPattern: true);
        var policy = Policy with
        {
            FreeText = [text, subject],
            Exclusions =
            [
                new WafExclusion(["941000-941999"], [], [], [new PathPattern("/html/*")]),
                new WafExclusion([], ["attack-sqli"], [new WafTarget("ARGS", "q", IsPattern: false)], [new PathPattern("/Search")]),
                new WafExclusion(["930120"], [], [new WafTarget("ARGS", "^f", IsPattern: true)], []),
            ],
        };
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy)));
        const string Script = "%3Cscript%3Ealert(1)%3C/script%3E";
        const string Sql = "1%27+or+1%3D1--+-";

        Assert.Empty((await AskAsync(rig, $"GET /?text={Script}&_subject2={Sql}")).Matches);
        Assert.NotEmpty((await AskAsync(rig, $"GET /?texts={Script}")).Matches);
        Assert.DoesNotContain((await AskAsync(rig, $"GET /HTML/x?a={Script}")).Matches, m => m.Id is > 941000 and < 942000);
        Assert.Contains((await AskAsync(rig, $"GET /htmlx?a={Script}")).Matches, m => m.Id is > 941000 and < 942000);
        Assert.Empty((await AskAsync(rig, $"GET /search?q={Sql}")).Matches);
        Assert.NotEmpty((await AskAsync(rig, $"GET /search?p={Sql}")).Matches);
        Assert.DoesNotContain((await AskAsync(rig, "GET /?file=../../etc/passwd")).Matches, m => m.Id == 930120);
        Assert.Contains((await AskAsync(rig, "GET /?x=../../etc/passwd")).Matches, m => m.Id == 930120);

        await rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(Policy with { InboundThreshold = 1000 })));
        Assert.Equal(FirewallVerdict.Passed, (await AskAsync(rig, $"GET /?a={Script}")).Verdict);
        await rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(Policy with { Paranoia = 1, DetectionParanoia = 4 })));
        var detected = await AskAsync(rig, "GET /?a=%27quoted%27");
        Assert.NotEmpty(detected.Matches);
        Assert.Equal(FirewallVerdict.Passed, detected.Verdict);
    }

    private static async Task<FirewallRecord> AskAsync(PublishingRig rig, string request)
    {
        await rig.AskAsync($"{request} HTTP/1.1\r\n{Head}\r\n");
        return (await rig.Records.NextAsync()).Firewall!;
    }
}
