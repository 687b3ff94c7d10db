using System.Net;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Tests.Dns;

public sealed class AliasChainTests
{
    [Fact]
    public void The_records_at_the_end_are_found_whatever_their_order()
    {
        var chain = AliasChain.Follow([Address("c.test", 50), Alias("b.test", "c.test", 20), Alias("A.test", "b.test", 30)], Name("a.test"), DnsType.A);
        Assert.Equal((Name("c.test"), 2, 20), (chain.Name, chain.Length, chain.TimeToLive));
        Assert.Single(chain.Records);
    }

    [Fact]
    public void Records_of_names_nobody_asked_for_are_not_used()
        => Assert.Empty(AliasChain.Follow([Address("evil.test", 50), Alias("x.test", "evil.test", 30)], Name("a.test"), DnsType.A).Records);

    [Fact]
    public void A_loop_is_given_up()
        => Assert.Equal(AliasChain.MaximumLength + 1, AliasChain.Follow([Alias("a.test", "b.test", 1), Alias("b.test", "a.test", 1)], Name("a.test"), DnsType.A).Length);

    private static DnsName Name(string text) => WireResponse.NameOf(text);

    private static AddressRecord Address(string name, int ttl) => new AddressRecord(Name(name), DnsType.A, ttl, IPAddress.Loopback);

    private static NameRecord Alias(string name, string target, int ttl) => new NameRecord(Name(name), DnsType.Cname, ttl, Name(target));
}
