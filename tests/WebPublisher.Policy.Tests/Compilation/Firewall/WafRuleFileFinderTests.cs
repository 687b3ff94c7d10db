using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Tests.Compilation.Firewall;

public sealed class WafRuleFileFinderTests : IDisposable
{
    private readonly PolicyWorkshop _workshop = new();

    public WafRuleFileFinderTests()
    {
        _workshop.Write("crs/crs-setup.conf", "# setup");
        _workshop.Write("crs/rules/REQUEST-901.conf", "# first");
        _workshop.Write("crs/rules/words.data", "one");
        _workshop.Write("crs/rules/REQUEST-900.conf.example", "# no rules");
        _workshop.Write("crs/plugins/a-config.conf", "# config");
        _workshop.Write("crs/plugins/a-before.conf", "# before");
        _workshop.Write("crs/plugins/a-after.conf", "# after");
        _workshop.Write("own.conf", "# own");
    }

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void A_rule_set_is_read_in_the_order_in_which_its_project_has_it()
    {
        var files = FirewallOf(Load("include: { after: [own.conf] }").Policy!).Files;

        Assert.Equal(["crs-setup.conf", "a-config.conf", "a-before.conf"], files.Setup.Select(Path.GetFileName));
        Assert.Equal(["REQUEST-901.conf"], files.Rules.Select(Path.GetFileName));
        Assert.Equal(["a-after.conf", "own.conf"], files.After.Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("crs/crs-setup.conf")]
    [InlineData("crs/rules/REQUEST-901.conf")]
    [InlineData("crs/rules/words.data")]
    [InlineData("crs/rules/REQUEST-999-NEW.conf")]
    [InlineData("crs/plugins/b-before.conf")]
    [InlineData("own.conf")]
    public void A_change_of_a_rule_file_is_another_policy(string changed)
    {
        var before = Load("include: { after: [own.conf] }");
        _workshop.Write(changed, "# changed");
        var after = Load("include: { after: [own.conf] }");

        Assert.NotEqual(before.Policy!.Revision, after.Policy!.Revision);
        Assert.NotEqual(FirewallOf(before.Policy).Files.Digest, FirewallOf(after.Policy).Files.Digest);
        Assert.Contains(before.Files, watched => Path.Combine(_workshop.Path, changed) == watched || Path.GetDirectoryName(Path.Combine(_workshop.Path, changed)) == watched);
    }

    [Fact]
    public void Without_a_change_its_rules_are_the_same()
    {
        Assert.Equal(FirewallOf(Load("").Policy!).Files.Digest, FirewallOf(Load("paranoia: 2").Policy!).Files.Digest);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_where_it_is_named()
    {
        var loaded = Load("include: { before: [missing.conf] }");

        Assert.Null(loaded.Policy);
        Assert.Contains("missing.conf", Assert.Single(loaded.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_Debians_package_is_missing_its_name_is_told()
    {
        var loaded = _workshop.Load(Policy("waf: { mode: detect }"));

        if (Directory.Exists(WafRuleFiles.DebianFolder))
        {
            Assert.StartsWith(WafRuleFiles.DebianFolder, FirewallOf(loaded.Policy!).Files.Rules[0], StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("apt install modsecurity-crs", Assert.Single(loaded.Diagnostics).Message, StringComparison.Ordinal);
        }
    }

    private static WafPolicy FirewallOf(PublisherPolicy policy) => ((PublishAction)policy.Web.Rules[0].Action).Sections[0].Firewall!;

    private PolicyLoadResult Load(string more) => _workshop.Load(Policy($"waf: {{ mode: detect, ruleSet: crs{(more.Length > 0 ? ", " : "")}{more} }}"));

    private static string Policy(string waf) => $$"""
        version: 1
        listeners: [{ name: plain, address: 127.0.0.1:80, protocol: http }]
        frontEnds: { farm: { servers: [mail.example.com:443] } }
        publishingRules:
          - { name: Mail, requireSecureChannel: false, action: publish, to: farm, {{waf}} }
        """;
}
