using System.Net;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Tests.Spf;

namespace WebPublisher.Mail.Tests.Dns;

public sealed class ReverseDnsTests
{
    private const string Named = "1.2.0.192.in-addr.arpa PTR a.test";

    [Theory]
    [InlineData(ReverseDnsResult.Confirmed, Named, "a.test A 192.0.2.1")]
    [InlineData(ReverseDnsResult.Confirmed, "1.2.0.192.in-addr.arpa PTR liar.test", Named, "a.test A 192.0.2.1", "liar.test FAIL")]
    [InlineData(ReverseDnsResult.Unconfirmed, Named, "a.test A 192.0.2.2")]
    [InlineData(ReverseDnsResult.Unconfirmed, Named)]
    [InlineData(ReverseDnsResult.Missing)]
    [InlineData(ReverseDnsResult.Unknown, "1.2.0.192.in-addr.arpa FAIL")]
    [InlineData(ReverseDnsResult.Unknown, Named, "a.test FAIL")]
    public async Task An_address_is_known_by_a_name_that_leads_back_to_it(ReverseDnsResult expected, params string[] zone) =>
        Assert.Equal(expected, await new ReverseDns(new TestZones(zone)).LookUpAsync(IPAddress.Parse("192.0.2.1"), default));

    [Fact]
    public async Task An_address_of_ipv6_is_known_in_the_same_way()
    {
        var zones = new TestZones("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa PTR a.test", "a.test AAAA 2001:db8::1");
        Assert.Equal(ReverseDnsResult.Confirmed, await new ReverseDns(zones).LookUpAsync(IPAddress.Parse("2001:db8::1"), default));
    }

    [Fact]
    public async Task An_address_cannot_make_us_ask_without_end()
    {
        var zones = new TestZones([.. Enumerable.Range(0, 50).Select(i => $"1.2.0.192.in-addr.arpa PTR n{i}.test")]);
        Assert.Equal(ReverseDnsResult.Unconfirmed, await new ReverseDns(zones).LookUpAsync(IPAddress.Parse("192.0.2.1"), default));
        Assert.Equal(1 + ReverseDns.MaximumNames, zones.Questions.Count);
    }
}
