using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Reload;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Firewall;

public sealed class FirewallRulesTests : IDisposable
{
    private const string Ask = "GET /?a=evil HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n";

    private readonly FirewallFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void What_is_wrong_with_a_rule_is_wrong_with_the_policy_there()
    {
        var diagnostics = Prepare(_files.Policy("# fine", "SecRule ARGS \"@contains x\" \"id:1,phase:2,deny\"", "SecRule ARGS \"@contian x\" \"id:2,phase:2,deny\""));

        var error = Assert.Single(diagnostics);
        Assert.EndsWith("REQUEST-920-1.conf", error.Location.File, StringComparison.Ordinal);
        Assert.Equal(3, error.Location.Line);
        Assert.Contains("contian", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_was_loaded_is_refused_for_its_rules()
    {
        var loaded = new PolicyLoadResult(PolicyOf(_files.Policy("SecRule")), new DiagnosticList(), ["policy.yaml"]);

        var examined = new FirewallRules(TimeProvider.System).Examine(loaded);

        Assert.Null(examined.Policy);
        Assert.True(examined.Diagnostics.HasErrors);
    }

    [Fact]
    public void Of_very_many_errors_the_first_are_told()
    {
        var diagnostics = Prepare(_files.Policy([.. Enumerable.Range(1, 200).Select(id => $"SecRule ARGS \"@nothing x\" \"id:{id},phase:2,deny\"")]));

        Assert.Equal(51, diagnostics.Count);
        Assert.Contains(diagnostics, d => d.Location.ToString() == "policy.yaml:7:9" && d.Message.Contains("150 more errors", StringComparison.Ordinal));
    }

    [Fact]
    public void Sections_that_ask_the_same_share_their_rules_and_a_reload_keeps_them()
    {
        var rules = new FirewallRules(TimeProvider.System);
        var (first, other) = (_files.Policy("SecAction \"id:1,phase:1,pass\""), _files.Policy("SecAction \"id:1,phase:1,pass\""));
        var (again, reloaded, changed) = (first with { Location = new SourceLocation("other.yaml", 1, 1) }, first with { }, first with { Paranoia = 2 });

        rules.Prepare(PolicyOf(first, again, other, changed).Web, new DiagnosticList());
        rules.Prepare(PolicyOf(reloaded).Web, new DiagnosticList());

        Assert.Same(rules.Find(first), rules.Find(again));
        Assert.Same(rules.Find(first), rules.Find(reloaded));
        Assert.NotSame(rules.Find(first), rules.Find(other));
        Assert.NotSame(rules.Find(first), rules.Find(changed));
    }

    [Fact]
    public void Rules_that_the_product_brings_give_way_to_the_operators_own()
    {
        var policy = _files.Policy("SecAction \"id:1,phase:1,pass\"");
        var own = _files.Write("own.conf", "SecRule REQBODY_ERROR \"!@eq 0\" \"id:200002,phase:2,log,pass,msg:'mine'\"");

        Assert.Empty(Prepare(policy with { Files = policy.Files with { Before = [own], Digest = "own" } }));
    }

    [Fact]
    public async Task Other_rules_come_into_force_with_their_policy()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy("SecRule ARGS \"@streq evil\" \"id:1,phase:2,log,deny\""));

        await rig.AskAsync(Ask);
        await rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(_files.Policy("SecRule ARGS \"@streq evil\" \"id:2,phase:2,log,pass\""))));
        await rig.AskAsync(Ask);

        Assert.Equal((FirewallVerdict.Blocked, 1), await FoundAsync(rig));
        Assert.Equal((FirewallVerdict.Passed, 2), await FoundAsync(rig));
    }

    [Fact]
    public async Task Rules_with_errors_leave_the_policy_before_in_force()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy("SecRule ARGS \"@streq evil\" \"id:1,phase:2,log,deny\""));

        await Assert.ThrowsAsync<PolicyRejectedException>(() => rig.ApplyAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(_files.Policy("SecRule")))));
        await rig.AskAsync(Ask);

        Assert.Equal((FirewallVerdict.Blocked, 1), await FoundAsync(rig));
    }

    private static Task<PublishingRig> StartAsync(RawFrontEnd frontEnd, WafPolicy policy) => PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy)));

    private static async Task<(FirewallVerdict Verdict, int Rule)> FoundAsync(PublishingRig rig)
    {
        var firewall = (await rig.Records.NextAsync()).Firewall!;
        return (firewall.Verdict, (int)Assert.Single(firewall.Matches).Id);
    }

    private static DiagnosticList Prepare(WafPolicy policy)
    {
        var diagnostics = new DiagnosticList();
        new FirewallRules(TimeProvider.System).Prepare(PolicyOf(policy).Web, diagnostics);
        return diagnostics;
    }

    private static PublisherPolicy PolicyOf(params WafPolicy[] policies) => TestPolicy.Publisher(TestPolicy.Publishing(
        TestPolicy.Rule("Mail", TestPolicy.Publish() with { Sections = [.. policies.Select(policy => new PublishSection { Name = "", Firewall = policy })] })));
}
