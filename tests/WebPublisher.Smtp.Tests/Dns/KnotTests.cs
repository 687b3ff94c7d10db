using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Spf;
using WebPublisher.Mail.Tests.Dns;
using WebPublisher.Smtp.Dns;

namespace WebPublisher.Smtp.Tests.Dns;

public sealed class KnotTests : IClassFixture<KnotFixture>, IDisposable
{
    private readonly DnsResolver _resolver;

    public KnotTests(KnotFixture knot) => _resolver = new DnsResolver(
        new DnsResolverOptions { Servers = [knot.EndPoint], Timeout = TimeSpan.FromSeconds(30) }, TimeProvider.System, NullLogger<DnsResolver>.Instance);

    public void Dispose() => _resolver.Dispose();

    [FactNeedingKnot]
    public async Task A_real_server_answers_for_every_type()
    {
        Assert.Equal("192.0.2.10", Assert.IsType<AddressRecord>(Assert.Single((await AskAsync("contoso.test", DnsType.A)).Records)).Address.ToString());
        Assert.Equal("2001:db8::10", Assert.IsType<AddressRecord>(Assert.Single((await AskAsync("contoso.test", DnsType.Aaaa)).Records)).Address.ToString());
        Assert.Equal(["mx1.contoso.test", "mx2.contoso.test"],
            (await AskAsync("contoso.test", DnsType.Mx)).Records.Cast<MailExchangeRecord>().OrderBy(m => m.Preference).Select(m => m.Exchange.ToString().ToLowerInvariant()));
        Assert.Equal("v=spf1 ip4:198.51.100.7 ?all", Assert.IsType<TextRecord>(Assert.Single((await AskAsync("_spf.contoso.test", DnsType.Txt)).Records)).Text);
        Assert.Equal(WireResponse.NameOf("contoso.test"), Assert.IsType<NameRecord>(Assert.Single((await AskAsync("10.2.0.192.in-addr.arpa", DnsType.Ptr)).Records)).Target);
        Assert.Equal(30, Assert.IsType<ZoneRecord>(Assert.Single((await AskAsync(".", DnsType.Soa)).Records)).Minimum);
    }

    [FactNeedingKnot]
    public async Task A_real_server_says_that_there_is_nothing_and_for_how_long()
    {
        var nothing = await AskAsync("nobody.test", DnsType.A);
        Assert.Equal((DnsAnswerStatus.NoSuchDomain, 30), (nothing.Status, nothing.TimeToLive));
        var none = await AskAsync("mx1.contoso.test", DnsType.Txt);
        Assert.Equal((DnsAnswerStatus.NoData, 30), (none.Status, none.TimeToLive));
    }

    [FactNeedingKnot]
    public async Task A_real_server_truncates_and_answers_over_tcp()
        => Assert.Equal(5000, Assert.IsType<TextRecord>(Assert.Single((await AskAsync("long.test", DnsType.Txt)).Records)).Text.Length);

    [FactNeedingKnot]
    public async Task Aliases_of_a_real_server_are_followed_to_their_end()
    {
        Assert.Equal("192.0.2.80", Assert.IsType<AddressRecord>(Assert.Single((await AskAsync("www.contoso.test", DnsType.A)).Records)).Address.ToString());
        Assert.Equal(DnsAnswerStatus.NoData, (await AskAsync("www.contoso.test", DnsType.Mx)).Status);
        Assert.Equal(DnsFailure.TooManyAliases, (await AskAsync("loop1.test", DnsType.A)).Failure);
    }

    [FactNeedingKnot]
    public async Task Two_hundred_names_at_once_are_answered_each()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => AskAsync($"n{i}.test", DnsType.A)));
        Assert.All(answers, answer => Assert.Equal(DnsAnswerStatus.NoSuchDomain, answer.Status));
    }

    [FactNeedingKnot]
    public async Task Spf_is_evaluated_over_a_real_server()
    {
        var evaluator = new SpfEvaluator(_resolver);
        foreach (var (client, expected) in new[] { ("192.0.2.26", SpfResult.Pass), ("198.51.100.7", SpfResult.Pass), ("203.0.113.1", SpfResult.Fail) })
        {
            var verdict = await evaluator.EvaluateAsync(SpfCheck.OfMailFrom(IPAddress.Parse(client), "client.test", "user@contoso.test"), default);
            Assert.Equal((expected, expected == SpfResult.Fail ? "203.0.113.1 may not send for contoso.test" : null), (verdict.Result, verdict.Explanation));
        }
    }

    private Task<DnsAnswer> AskAsync(string name, DnsType type) => _resolver.LookUpAsync(WireResponse.NameOf(name), type, default).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
}
