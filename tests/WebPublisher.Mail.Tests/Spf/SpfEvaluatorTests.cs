using System.Net;
using WebPublisher.Mail.Spf;

namespace WebPublisher.Mail.Tests.Spf;

public sealed class SpfEvaluatorTests
{
    private const string Client = "203.0.113.9";

    [Theory]
    [InlineData("ip4:203.0.113.0/24 -all", SpfResult.Pass)]
    [InlineData("ip4:203.0.113.10 -all", SpfResult.Fail)]
    [InlineData("ip4:203.0.113.10 ~all", SpfResult.SoftFail)]
    [InlineData("ip4:203.0.113.8/31 ?all", SpfResult.Pass)]
    [InlineData("ip4:203.0.113.10/31 ?all", SpfResult.Neutral)]
    [InlineData("", SpfResult.Neutral)]
    [InlineData("ip6:::ffff:203.0.113.9 -all", SpfResult.Fail)]
    [InlineData("ip4:203.0.113.010 -all", SpfResult.PermError)]
    [InlineData("ip4:203.0.113.0/024 -all", SpfResult.PermError)]
    [InlineData("ip6:fe80::1%1 -all", SpfResult.PermError)]
    [InlineData("ip4:203.0.113.9 -all unknown", SpfResult.PermError)]
    [InlineData("ip4:203.0.113.9 unknown=x%{i}y -all", SpfResult.Pass)]
    public async Task A_record_decides_on_the_client(string terms, SpfResult expected)
        => Assert.Equal(expected, (await RunAsync($"contoso.test TXT v=spf1 {terms}".TrimEnd())).Result);

    [Theory]
    [InlineData("contoso.test TXT something else", SpfResult.None)]
    [InlineData("contoso.test A 192.0.2.1", SpfResult.None)]
    [InlineData("other.test A 192.0.2.1", SpfResult.None)]
    [InlineData("contoso.test FAIL", SpfResult.TempError)]
    [InlineData("contoso.test TXT V=SPF1 -all", SpfResult.Fail)]
    [InlineData("contoso.test TXT v=spf12 -all", SpfResult.None)]
    public async Task The_record_is_found_among_texts(string line, SpfResult expected) => Assert.Equal(expected, (await RunAsync(line)).Result);

    [Fact]
    public async Task Two_records_are_an_error_and_a_record_beside_other_texts_is_none()
    {
        Assert.Equal(SpfResult.PermError, (await RunAsync("contoso.test TXT v=spf1 -all", "contoso.test TXT v=spf1 +all")).Result);
        Assert.Equal(SpfResult.Pass, (await RunAsync("contoso.test TXT proof=1", "contoso.test TXT v=spf1 +all")).Result);
    }

    [Theory]
    [InlineData("a", "contoso.test A 203.0.113.9")]
    [InlineData("a:x.contoso.test/24", "x.contoso.test A 203.0.113.200")]
    [InlineData("mx", "contoso.test MX m.contoso.test", "m.contoso.test A 203.0.113.9")]
    [InlineData("exists:%{i}.%{l}.x.test", "203.0.113.9.user.x.test A 127.0.0.2")]
    [InlineData("exists:%{ir}.%{v}.arpa.x.test", "9.113.0.203.in-addr.arpa.x.test A 127.0.0.2")]
    [InlineData("exists:%{d1r}.%{o}.x.test", "contoso.contoso.test.x.test A 127.0.0.2")]
    [InlineData("ptr:client.test", "9.113.0.203.in-addr.arpa PTR mail.client.test", "mail.client.test A 203.0.113.9")]
    [InlineData("include:i.test", "i.test TXT v=spf1 ip4:203.0.113.9 -all")]
    [InlineData("redirect=r.test", "r.test TXT v=spf1 ip4:203.0.113.9 -all")]
    public async Task Each_term_that_looks_something_up_can_match(string term, params string[] lines)
    {
        Assert.Equal(SpfResult.Pass, (await RunAsync([$"contoso.test TXT v=spf1 {term}", .. lines])).Result);
        Assert.NotEqual(SpfResult.Pass, (await RunAsync([$"contoso.test TXT v=spf1 {term}"])).Result);
    }

    [Fact]
    public async Task A_client_in_ipv6_clothes_is_what_it_is()
        => Assert.Equal(SpfResult.Pass, (await RunAsync(Check("::ffff:203.0.113.9"), "contoso.test TXT v=spf1 ip4:203.0.113.9 -all")).Result);

    [Fact]
    public async Task A_name_of_the_client_that_does_not_lead_back_says_nothing()
        => Assert.Equal(SpfResult.Fail, (await RunAsync("contoso.test TXT v=spf1 ptr:contoso.test -all", "9.113.0.203.in-addr.arpa PTR liar.contoso.test", "liar.contoso.test A 192.0.2.1")).Result);

    [Theory]
    [InlineData("fails.test FAIL", SpfResult.TempError)]
    [InlineData("fails.test A 192.0.2.1", SpfResult.PermError)]
    [InlineData("fails.test TXT v=spf1 -all", SpfResult.SoftFail)]
    [InlineData("fails.test TXT v=spf1 moo", SpfResult.PermError)]
    public async Task The_verdict_on_an_included_record_is_translated(string line, SpfResult expected)
        => Assert.Equal(expected, (await RunAsync("contoso.test TXT v=spf1 include:fails.test ~all", line)).Result);

    [Fact]
    public async Task An_explanation_is_the_domains_own()
    {
        var verdict = await RunAsync("contoso.test TXT v=spf1 -all exp=why.%{d}", "why.contoso.test TXT %{i} may not send for %{s}; ask %{r} at %{t}");
        Assert.Equal("203.0.113.9 may not send for user@contoso.test; ask edge.test at 1700000000", verdict.Explanation);
        Assert.Equal("-all of contoso.test", verdict.Reason);
    }

    [Theory]
    [InlineData("why.contoso.test TXT caf\u00e9")]
    [InlineData("why.contoso.test TXT %{x}")]
    [InlineData("why.contoso.test TXT bell \a")]
    [InlineData("why.contoso.test FAIL")]
    [InlineData("why.contoso.test A 192.0.2.1")]
    [InlineData("why.contoso.test TXT %{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}%{s}")]
    public async Task An_explanation_that_is_none_is_left_out(string line)
    {
        var verdict = await RunAsync("contoso.test TXT v=spf1 -all exp=why.%{d}", line);
        Assert.Equal((SpfResult.Fail, null), (verdict.Result, verdict.Explanation));
    }

    [Fact]
    public async Task Terms_that_look_something_up_are_counted_over_all_records()
    {
        string[] chain = [.. Enumerable.Range(1, 9).Select(i => $"d{i}.test TXT v=spf1 include:d{i + 1}.test"), "d10.test TXT v=spf1 ip4:203.0.113.9"];
        Assert.Equal(SpfResult.Pass, (await RunAsync(["contoso.test TXT v=spf1 include:d1.test", .. chain])).Result);
        Assert.Equal(SpfResult.PermError, (await RunAsync(["contoso.test TXT v=spf1 redirect=d0.test", "d0.test TXT v=spf1 include:d1.test", .. chain])).Result);
    }

    [Fact]
    public async Task A_domain_cannot_make_us_ask_without_end()
    {
        string[] hosts = [.. Enumerable.Range(0, 10).Select(i => $"contoso.test MX m{i}.test"), .. Enumerable.Range(0, 10).Select(i => $"m{i}.test A 192.0.2.1")];
        var zones = new TestZones(["contoso.test TXT v=spf1 mx mx mx mx mx mx mx mx mx redirect=contoso.test", .. hosts]);
        Assert.Equal(SpfResult.PermError, (await new SpfEvaluator(zones).EvaluateAsync(Check(Client), default)).Result);
        Assert.InRange(zones.Questions.Count, 1, 120);
    }

    [Fact]
    public async Task A_third_look_up_that_finds_nothing_is_one_too_many()
    {
        Assert.Equal(SpfResult.Fail, (await RunAsync("contoso.test TXT v=spf1 a:x.test exists:y.test -all")).Result);
        Assert.Equal(SpfResult.PermError, (await RunAsync("contoso.test TXT v=spf1 a:x.test exists:y.test mx:z.test -all")).Result);
    }

    [Fact]
    public async Task A_bounce_is_judged_by_the_name_the_client_calls_itself()
    {
        var check = SpfCheck.OfMailFrom(IPAddress.Parse(Client), "helo.test", "");
        Assert.Equal(SpfResult.Pass, (await RunAsync(check, "helo.test TXT v=spf1 exists:%{l}.x.test -all", "postmaster.x.test A 127.0.0.1")).Result);
        Assert.Equal(SpfResult.None, (await RunAsync(check with { Domain = "[203.0.113.9]" })).Result);
        Assert.Equal(SpfResult.None, (await RunAsync(check with { Domain = "shortname" })).Result);
    }

    [Fact]
    public async Task What_a_stranger_publishes_reaches_no_log_as_it_is()
    {
        var verdict = await RunAsync($"contoso.test TXT v=spf1 bad\r\n\u00e9{new string('x', 1000)}");
        Assert.Equal(SpfResult.PermError, verdict.Result);
        Assert.False(verdict.Reason.AsSpan().ContainsAnyExceptInRange(' ', '~'));
        Assert.InRange(verdict.Reason.Length, 1, 200);
    }

    private static SpfCheck Check(string client) =>
        SpfCheck.OfMailFrom(IPAddress.Parse(client), "client.test", "user@contoso.test") with { Receiver = "edge.test", Time = DateTimeOffset.FromUnixTimeSeconds(1700000000) };

    private static Task<SpfVerdict> RunAsync(params string[] lines) => RunAsync(Check(Client), lines);

    private static async Task<SpfVerdict> RunAsync(SpfCheck check, params string[] lines) => await new SpfEvaluator(new TestZones(lines)).EvaluateAsync(check, default);
}
