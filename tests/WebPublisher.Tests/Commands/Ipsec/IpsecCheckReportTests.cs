using System.Text.Json;
using WebPublisher.Commands.Ipsec;
using WebPublisher.Ipsec;

namespace WebPublisher.Tests.Commands.Ipsec;

public sealed class IpsecCheckReportTests
{
    private static readonly NftablesRule[] s_rules = [new("inbound", "tcp dport { 80 } drop", "in clear"), new("outbound", "tcp sport { 80 } drop", "in clear")];

    [Fact]
    public void The_rules_of_the_policy_are_known_by_their_comments() =>
        Assert.Equal("2 rules loaded in table inet webpublisher_ipsec", Assert.Single(Examine(s_rules), f => f.IsGood).Text);

    [Fact]
    public void A_rule_that_is_missing_is_told() =>
        Assert.Equal($"chain outbound lacks the rule '{s_rules[1].Comment}'; load nftables.d/webpublisher-ipsec.nft", Assert.Single(Examine(s_rules[..1]), f => !f.IsGood).Text);

    [Fact]
    public void A_rule_that_somebody_has_added_is_told() => Assert.Equal(
        "chain inbound has a rule that the policy does not: '(none)'", Assert.Single(Examine([.. s_rules, new NftablesRule("inbound", "accept", "-")], nameless: 2), f => !f.IsGood).Text);

    [Fact]
    public void Rules_in_another_order_are_told() =>
        Assert.Equal("chain inbound: the order is another", Assert.Single(Order(), f => !f.IsGood).Text);

    [Fact]
    public void A_rule_with_the_same_purpose_and_other_ports_is_another_rule() =>
        Assert.NotEqual(s_rules[0].Comment, (s_rules[0] with { Text = "tcp dport { 81 } drop" }).Comment);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"nftables\": 7}")]
    [InlineData("{\"nftables\": [7, {\"rule\": 8}")]
    public void What_makes_no_sense_is_no_rule(string json) => Assert.False(Assert.Single(IpsecCheckReport.Rules(s_rules, json, null)).IsGood);

    [Fact]
    public void Without_a_table_nothing_is_guarded() =>
        Assert.Equal("table inet webpublisher_ipsec is not loaded: nft: No such file", Assert.Single(IpsecCheckReport.Rules(s_rules, null, "nft: No such file")).Text);

    private static IEnumerable<IpsecCheckReport.Finding> Order()
    {
        NftablesRule[] rules = [new("inbound", "accept", "a"), new("inbound", "drop", "b")];
        return IpsecCheckReport.Rules(rules, Json([rules[1], rules[0]], -1), null);
    }

    private static IEnumerable<IpsecCheckReport.Finding> Examine(NftablesRule[] loaded, int nameless = -1) => IpsecCheckReport.Rules(s_rules, Json(loaded, nameless), null);

    private static string Json(NftablesRule[] loaded, int nameless) => JsonSerializer.Serialize(new
    {
        nftables = loaded.Select((r, i) => i == nameless ? (object)new { rule = new { chain = r.Chain } } : new { rule = new { chain = r.Chain, comment = r.Comment } })
            .Prepend(new { table = new { name = "webpublisher_ipsec" } }),
    });
}
