using WebPublisher.Conformance.Waf;
using WebPublisher.Conformance.Waf.Differential;
using WebPublisher.Conformance.Waf.Ftw;
using WebPublisher.Conformance.Waf.Judging;
using WebPublisher.Conformance.Waf.Servers;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>
/// The Core Rule Set through the product's listener: tests of rules, and the same requests to mod_security2. <c>tests/conformance crs</c> and <c>crs-differential</c> do it by hand.
/// </summary>
public sealed class FirewallRulesTests
{
    // The project's own tests are not in the package: a checkout of them, and the rules they belong to where those are not Debian's.
    private const string SuiteVariable = "WEBPUBLISHER_CRS_TESTS";
    private const string RulesVariable = "WEBPUBLISHER_CRS_RULES";
    private const int Lanes = 8;

    [FactNeeding(Need.CoreRuleSet)]
    public async Task Rules_match_what_mod_security2_says_they_do()
    {
        await using var product = await ProductServer.StartAsync(PublisherProcess.Command, RuleSetPlace.Find(RuleSetPlace.Debian));

        var verdicts = await new CrsRunner(product, FtwOverrides.None).RunAsync(FtwFile.ReadAll(TestEnvironment.OwnTests), Lanes);

        Assert.Empty(Complaints(verdicts));
        Assert.True(verdicts.Count(verdict => verdict.IsPassed) > 800);
    }

    [FactNeeding(Need.CoreRuleSet, Need.ModSecurity)]
    public Task Made_up_requests_match_the_same_rules_as_in_mod_security2() => CompareAsync(requests: 300, seed: 20);

    [FactNeeding(Need.CoreRuleSet, Need.ModSecurity)]
    [Trait("Category", "Slow")]
    public Task Many_made_up_requests_match_the_same_rules_as_in_mod_security2() => CompareAsync(requests: 10_000, seed: 21);

    [FactNeeding(Need.CoreRuleSet)]
    [Trait("Category", "Slow")]
    public async Task The_rule_sets_own_tests_pass()
    {
        var rules = RuleSetPlace.Find(Environment.GetEnvironmentVariable(RulesVariable) ?? RuleSetPlace.Debian);
        var tests = FtwFile.ReadAll(Environment.GetEnvironmentVariable(SuiteVariable) ?? TestEnvironment.OwnTests);
        await using var product = await ProductServer.StartAsync(PublisherProcess.Command, rules);

        Assert.Empty(Complaints(await new CrsRunner(product, FtwOverrides.Read(TestEnvironment.Overrides)).RunAsync(tests, Lanes)));
    }

    private static async Task CompareAsync(int requests, int seed)
    {
        var rules = RuleSetPlace.Find(RuleSetPlace.Debian);
        var maker = new RequestMaker(Material.Of(FtwFile.ReadAll(TestEnvironment.OwnTests)), seed);
        await using var theirs = await ModSecurityServer.StartAsync(rules);
        await using var ours = await ProductServer.StartAsync(PublisherProcess.Command, rules);

        var compared = await DifferentialRunner.RunAsync(theirs, ours, [.. Enumerable.Range(0, requests).Select(_ => maker.Next())]);

        var table = new DifferentialTable(compared);
        Assert.Equal([], table.Unexplained.Select(one => $"{one.Class}: {Convert.ToBase64String(one.Request)}"));
        Assert.True(table.IsEnough);
        Assert.True(compared.Count(one => one.IsUncomparable) < requests / 10);
    }

    private static IEnumerable<string> Complaints(IEnumerable<CrsVerdict> verdicts) =>
        verdicts.Where(verdict => verdict.Complaints.Count > 0).Select(verdict => $"{verdict.Test.Id}: {string.Join("; ", verdict.Complaints)}");
}
