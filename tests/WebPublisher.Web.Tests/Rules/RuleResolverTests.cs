using System.Collections.Frozen;
using System.Net;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Rules;
using static WebPublisher.Web.Tests.Testing.TestPolicy;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Rules;

public sealed class RuleResolverTests
{
    private static readonly PublishingRule s_owa = Rule("OWA", Publish()) with { Destinations = Destinations("owa", "mail.nwtraders.example", "/owa/*", "/ews/*") };

    private static readonly ClientAddressSet s_office = new("office", [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")]);

    private static readonly Schedule s_workHours = new("workHours", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), [
        new ScheduleWindow(new[] { DayOfWeek.Monday, DayOfWeek.Friday }.ToFrozenSet(), new TimeOnly(8, 0), new TimeOnly(18, 0)),
    ]);

    [Theory]
    [InlineData("https://mail.nwtraders.example/owa/", "OWA")]
    [InlineData("https://mail.nwtraders.example/OWA/logon.aspx", "OWA")]
    [InlineData("https://mail.nwtraders.example/owax", "Default rule")]
    [InlineData("https://mail.nwtraders.example/ecp/", "Default rule")]
    [InlineData("https://evil.example/owa/", "Default rule")]
    public void The_default_rule_answers_what_no_rule_publishes(string url, string rule) => Assert.Equal(rule, RuleResolver.Resolve(Publishing(s_owa), Ask.About(url)).Name);

    [Fact]
    public void The_first_rule_that_matches_wins()
    {
        var web = Publishing(Rule("No EWS", new DenyAction()) with { Destinations = Destinations("ews", "mail.nwtraders.example", "/ews/*") }, s_owa);

        Assert.Equal("No EWS", RuleResolver.Resolve(web, Ask.About("https://mail.nwtraders.example/ews/exchange.asmx")).Name);
        Assert.Equal("OWA", RuleResolver.Resolve(web, Ask.About("https://mail.nwtraders.example/owa/")).Name);
    }

    [Fact]
    public void A_rule_of_one_listener_does_not_answer_on_another()
    {
        var web = Publishing(s_owa with { Listeners = new[] { "external-https" }.ToFrozenSet() });

        Assert.Equal("OWA", RuleResolver.Resolve(web, Ask.About("https://mail.nwtraders.example/owa/")).Name);
        Assert.Equal("Default rule", RuleResolver.Resolve(web, Ask.About("http://mail.nwtraders.example/owa/")).Name);
    }

    [Theory]
    [InlineData("/owa/", "owa")]
    [InlineData("/ews/exchange.asmx", "services")]
    [InlineData("/ecp/", null)]
    [InlineData("/owa;x/", null)]
    [InlineData("/ecp;x/", null)]
    [InlineData("/other", null)]
    public void A_rule_that_is_divided_publishes_the_paths_of_its_sections(string path, string? section)
    {
        var rule = Rule("Exchange", Publish() with
        {
            Sections =
            [
                new PublishSection { Name = "ecp", Paths = [new PathPattern("/ecp/*")], IsPublished = false },
                new PublishSection { Name = "owa", Paths = [new PathPattern("/owa/*")] },
                new PublishSection { Name = "services", Paths = [new PathPattern("/ews/*"), new PathPattern("/mapi/*")] },
            ],
        });

        var outcome = RuleOutcome.Decide(Publishing(rule), Ask.About($"https://mail.nwtraders.example{path}"));

        Assert.Equal(section is null ? "Default rule" : "Exchange", outcome.Rule.Name);
        Assert.Equal(section, outcome.Section?.Name);
    }

    [Theory]
    [InlineData("/admin/x", "Default rule", null)]
    [InlineData("/admin;a/x", "Default rule", null)]
    [InlineData("/mail", "Mail", "")]
    public void A_section_that_is_closed_is_not_reached_by_another_name_for_it(string path, string name, string? section)
    {
        var rule = Rule("Mail", Publish() with
        {
            Sections = [new PublishSection { Name = "admin", Paths = [new PathPattern("/admin/*")], IsPublished = false }, PublishSection.Whole],
        });

        var outcome = RuleOutcome.Decide(Publishing(rule), Ask.About($"https://mail.nwtraders.example{path}"));

        Assert.Equal((name, section), (outcome.Rule.Name, outcome.Section?.Name));
    }

    [Theory]
    [InlineData("10.1.2.3", "OWA")]
    [InlineData("::ffff:10.1.2.3", "OWA")]
    [InlineData("2001:db8::1", "OWA")]
    [InlineData("192.0.2.9", "Default rule")]
    public void Clients_are_matched_by_network(string client, string rule) =>
        Assert.Equal(rule, RuleResolver.Resolve(Publishing(s_owa with { Clients = s_office }), Ask.About("https://mail.nwtraders.example/owa/", client: client)).Name);

    [Theory]
    [InlineData("GET", "OWA")]
    [InlineData("get", "Default rule")]
    [InlineData("PUT", "Default rule")]
    public void Methods_are_case_sensitive(string method, string rule) =>
        Assert.Equal(rule, RuleResolver.Resolve(Publishing(s_owa with { Methods = new[] { "GET" }.ToFrozenSet() }), Ask.About("https://mail.nwtraders.example/owa/", method)).Name);

    [Fact]
    public void A_schedule_decides_by_the_clock_of_its_time_zone()
    {
        var web = Publishing(s_owa with { Schedule = s_workHours });
        var saturday = Ask.About("https://mail.nwtraders.example/owa/");

        Assert.Equal("Default rule", RuleResolver.Resolve(web, saturday).Name);
        Assert.Equal("OWA", RuleResolver.Resolve(web, saturday with { Instant = new DateTimeOffset(2026, 11, 20, 16, 59, 0, TimeSpan.Zero) }).Name);
        Assert.Equal("Default rule", RuleResolver.Resolve(web, saturday with { Instant = new DateTimeOffset(2026, 11, 20, 17, 0, 0, TimeSpan.Zero) }).Name);
    }

    [Fact]
    public void A_tunnel_rule_never_answers_a_decrypted_request()
    {
        var web = Publishing(Rule("Tunnel", Publish(bridging: BridgingMode.Tunnel)) with { Destinations = Destinations("t", "mail.nwtraders.example") });

        Assert.Equal("Default rule", RuleResolver.Resolve(web, Ask.About("https://mail.nwtraders.example/")).Name);
        Assert.Equal("Tunnel", RuleResolver.Resolve(web, Ask.About("http://mail.nwtraders.example/")).Name);
        Assert.Contains("tunnels TLS without decrypting", RuleResolver.Explain(web, Ask.About("https://mail.nwtraders.example/"))[0].Findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deny_rule_also_matches_what_a_back_end_may_take_the_path_for()
    {
        var web = Publishing(Rule("No ECP", new DenyAction()) with { Destinations = Destinations("ecp", "mail.nwtraders.example", "/ecp/*") }, Rule("All", Publish()));
        var query = Ask.About("https://mail.nwtraders.example/ecp;x/");

        Assert.Equal("No ECP", RuleResolver.Resolve(web, query with { Target = query.Target with { ReducedPath = "/ecp/" } }).Name);
    }

    [Fact]
    public void A_publish_rule_matches_the_path_as_it_is_forwarded_alone()
    {
        var query = Ask.About("https://mail.nwtraders.example/x/owa/");

        Assert.Equal("Default rule", RuleResolver.Resolve(Publishing(s_owa), query with { Target = query.Target with { ReducedPath = "/owa/" } }).Name);
    }

    [Fact]
    public void Explain_lists_every_rule_up_to_the_one_that_decides()
    {
        var web = Publishing(s_owa with { Name = "Office", Clients = s_office }, s_owa, Rule("Never reached", new DenyAction()));

        var explanations = RuleResolver.Explain(web, Ask.About("https://mail.nwtraders.example/owa/"));

        Assert.Equal(["Office", "OWA"], explanations.Select(e => e.Rule.Name));
        Assert.Equal([false, true], explanations.Select(e => e.Matched));
        Assert.Equal("web/owa.yaml:10:3", explanations[0].Location.ToString());
        Assert.Contains(explanations[0].Findings, f => !f.Holds && f.Text == "client 192.0.2.9 is not in 'office' (10.0.0.0/8, 2001:db8::/32)");
        Assert.Contains(explanations[1].Findings, f => f.Holds && f.Text == "mail.nwtraders.example/owa/ is in 'owa'");
    }

    [Theory]
    [InlineData("https://mail.nwtraders.example/ecp/", "path /ecp/ is not among the paths of mail.nwtraders.example in 'owa' (/owa/*, /ews/*)")]
    [InlineData("https://evil.example/", "host evil.example is not in 'owa' (mail.nwtraders.example)")]
    public void Explain_tells_a_foreign_host_from_a_foreign_path(string url, string text) =>
        Assert.Equal(text, Assert.Single(RuleResolver.Explain(Publishing(s_owa), Ask.About(url))[0].Findings).Text);

    [Fact]
    public void Explain_gives_a_reason_for_every_kind_of_condition()
    {
        var rule = s_owa with
        {
            Listeners = new[] { "internal" }.ToFrozenSet(),
            Methods = new[] { "POST", "GET" }.ToFrozenSet(),
            Schedule = s_workHours,
        };

        var texts = RuleResolver.Explain(Publishing(rule), Ask.About("https://mail.nwtraders.example/owa/", "PUT"))[0].Findings.Select(f => f.Text);

        Assert.Equal(
            [
                "listener 'external-https' is not one of internal",
                "mail.nwtraders.example/owa/ is in 'owa'",
                "method PUT is not one of GET, POST",
                "Saturday 11:00 in Europe/Berlin is not within 'workHours'",
            ],
            texts);
    }

    [Fact]
    public void The_default_rule_ends_every_explanation_that_nothing_else_ends()
    {
        var explanations = RuleResolver.Explain(Publishing(s_owa), Ask.About("https://evil.example/"));

        Assert.Equal("Default rule", explanations[^1].Rule.Name);
        Assert.True(explanations[^1].Matched);
        Assert.Equal("(built in)", explanations[^1].Location.ToString());
    }

    [Fact]
    public void Resolving_allocates_nothing()
    {
        var web = Publishing(s_owa with { Name = "Office", Clients = s_office, Schedule = s_workHours, Methods = new[] { "GET" }.ToFrozenSet() }, s_owa);
        var query = Ask.About("https://mail.nwtraders.example/owa/", client: "10.1.2.3");
        RuleResolver.Resolve(web, query);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RuleResolver.Resolve(web, query);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
