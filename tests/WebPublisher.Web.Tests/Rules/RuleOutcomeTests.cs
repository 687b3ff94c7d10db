using System.Collections.Frozen;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Rules;
using static WebPublisher.Web.Tests.Testing.TestPolicy;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Rules;

public sealed class RuleOutcomeTests
{
    private static readonly PublishingRule s_owa = Rule("OWA", Publish()) with { Destinations = Destinations("owa", "mail.nwtraders.example", "/owa/*") };

    [Fact]
    public void A_published_url_is_forwarded_to_its_farm()
    {
        var outcome = RuleOutcome.Decide(Publishing(s_owa), Ask.About("https://mail.nwtraders.example/owa/"));

        Assert.Equal((PublishingDecision.Forwarded, "OWA", "owa-farm"), (outcome.Decision, outcome.Rule.Name, outcome.Farm?.Name));
        Assert.Null(outcome.Denial);
    }

    [Theory]
    [InlineData("https://mail.nwtraders.example/ecp/")]
    [InlineData("http://mail.nwtraders.example/ecp/")]
    public void What_nobody_publishes_is_refused_on_any_channel(string url)
    {
        var outcome = RuleOutcome.Decide(Publishing(s_owa), Ask.About(url));

        Assert.Equal((PublishingDecision.Denied, 403, 0, 12202), (outcome.Decision, outcome.Status, outcome.SubStatus, outcome.Code));
        Assert.Equal(DenialReason.NotPublished, outcome.Denial?.Reason);
    }

    [Fact]
    public void An_encoded_slash_is_for_sections_that_say_so()
    {
        var query = Ask.About("https://mail.nwtraders.example/owa/a%2Fb");
        var allowing = s_owa with { Action = Publish() with { Sections = [PublishSection.Whole with { EncodedSlash = true }] } };

        Assert.Equal(DenialReason.InvalidTarget, RuleOutcome.Decide(Publishing(s_owa), query).Denial?.Reason);
        var outcome = RuleOutcome.Decide(Publishing(allowing), query);
        Assert.Null(outcome.Denial);
        Assert.Equal("/owa/a%2Fb", outcome.InnerPath(query.Target));
    }

    [Theory]
    [InlineData("PROPFIND", true)]
    [InlineData("RPC_OUT_DATA", true)]
    [InlineData("X-MS-ENUMATTS", true)]
    [InlineData("get", false)]
    [InlineData("FOO", false)]
    [InlineData("GETX", false)]
    public void A_method_that_webmail_does_not_use_is_for_rules_that_list_it(string method, bool isPublished)
    {
        var query = Ask.About("https://mail.nwtraders.example/owa/", method);
        var listing = s_owa with { Methods = FrozenSet.Create(method) };

        Assert.Equal(isPublished ? null : DenialReason.MethodRefused, RuleOutcome.Decide(Publishing(s_owa), query).Denial?.Reason);
        Assert.Null(RuleOutcome.Decide(Publishing(listing), query).Denial);
    }

    [Fact]
    public void A_deny_rule_answers_like_the_default_rule_and_the_log_knows_the_difference()
    {
        var outcome = RuleOutcome.Decide(Publishing(Rule("No ECP", new DenyAction())), Ask.About("http://mail.nwtraders.example/ecp/"));

        Assert.Equal((403, 12202, DenialReason.DeniedByRule), (outcome.Status, outcome.Code, outcome.Denial?.Reason));
    }

    [Fact]
    public void Plain_http_is_refused_where_a_secure_channel_is_required()
    {
        var outcome = RuleOutcome.Decide(Publishing(s_owa), Ask.About("http://mail.nwtraders.example/owa/"));

        Assert.Equal((403, 4, 12211), (outcome.Status, outcome.SubStatus, outcome.Code));
        Assert.Null(outcome.Location);
    }

    [Fact]
    public void Plain_http_is_forwarded_where_the_rule_allows_it()
    {
        var outcome = RuleOutcome.Decide(Publishing(s_owa with { RequireSecureChannel = false }), Ask.About("http://mail.nwtraders.example/owa/"));

        Assert.Equal(PublishingDecision.Forwarded, outcome.Decision);
    }

    [Fact]
    public void Plain_http_is_never_forwarded_by_a_tunnel()
    {
        var tunnel = Rule("Tunnel", Publish(bridging: BridgingMode.Tunnel)) with { RequireSecureChannel = false };

        Assert.Equal(12211, RuleOutcome.Decide(Publishing(tunnel), Ask.About("http://mail.nwtraders.example/")).Code);
    }

    [Theory]
    [InlineData("203.0.113.10:443", "https://mail.nwtraders.example/owa/?a=b%20c")]
    [InlineData("203.0.113.10:8443", "https://mail.nwtraders.example:8443/owa/?a=b%20c")]
    public void Plain_http_is_redirected_where_the_rule_says_so(string https, string location)
    {
        var web = Publishing(s_owa with { RedirectToHttps = true }) with { Listeners = [Http, Listener("secure", ListenerProtocol.Https, https)] };

        var outcome = RuleOutcome.Decide(web, Ask.About("http://mail.nwtraders.example/owa/?a=b%20c"));

        Assert.Equal((PublishingDecision.Redirected, 308, location), (outcome.Decision, outcome.Status, outcome.Location));
    }

    [Fact]
    public void There_is_no_redirect_to_a_listener_the_rule_does_not_answer_on()
    {
        var rule = s_owa with { RedirectToHttps = true, Listeners = new[] { "external-http" }.ToFrozenSet() };

        Assert.Equal(12211, RuleOutcome.Decide(Publishing(rule), Ask.About("http://mail.nwtraders.example/owa/")).Code);
    }

    [Theory]
    [InlineData(128, 5)]
    [InlineData(0, 5)]
    [InlineData(256, 0)]
    [InlineData(null, 0)]
    public void A_session_with_a_shorter_key_than_the_rule_asks_is_refused(int? bits, int subStatus)
    {
        var outcome = RuleOutcome.Decide(Publishing(s_owa with { MinimumKeyBits = 256 }), Ask.About("https://mail.nwtraders.example/owa/", keyBits: bits));

        Assert.Equal(subStatus, outcome.SubStatus);
    }

    [Theory]
    [InlineData("https://mail.nwtraders.example/owa/", false, "https://mail.nwtraders.example/owa/")]
    [InlineData("https://mail.nwtraders.example/", true, "https://mail.nwtraders.example/old/x?y=1")]
    [InlineData("https://mail.nwtraders.example/base/", true, "https://mail.nwtraders.example/base/old/x?y=1")]
    public void A_redirect_rule_leads_elsewhere(string to, bool keepPath, string location)
    {
        var web = Publishing(Rule("Old name", new RedirectAction(new Uri(to), 301, keepPath)));

        var outcome = RuleOutcome.Decide(web, Ask.About("https://webmail.nwtraders.example/old/x?y=1"));

        Assert.Equal((PublishingDecision.Redirected, 301, location), (outcome.Decision, outcome.Status, outcome.Location));
    }
}
