using System.Net;
using WebPublisher.Web.Clients;

namespace WebPublisher.Web.Tests.Clients;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", 24, 64, "203.0.113.0/24")]
    [InlineData("203.0.113.7", 32, 64, "203.0.113.7")]
    [InlineData("203.0.113.255", 8, 64, "203.0.0.0/8")]
    [InlineData("::ffff:203.0.113.7", 24, 64, "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", 24, 64, "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:3:4:5:6", 24, 128, "2001:db8:1:2:3:4:5:6")]
    [InlineData("2001:db8:1:2:3:4:5:6", 24, 56, "2001:db8:1::/56")]
    public void A_client_is_counted_by_its_network(string client, int ipv4Prefix, int ipv6Prefix, string network) =>
        Assert.Equal(network, ClientNetwork.Of(IPAddress.Parse(client), ipv4Prefix, ipv6Prefix).ToString());

    [Fact]
    public void Neighbours_are_one_and_strangers_are_not()
    {
        Assert.Equal(Of("203.0.113.7"), Of("203.0.113.200"));
        Assert.Equal(Of("2001:db8::1"), Of("2001:db8::ffff:1"));
        Assert.NotEqual(Of("203.0.113.7"), Of("203.0.114.7"));
        Assert.NotEqual(Of("2001:db8::1"), Of("2001:db8:0:1::1"));

        static ClientNetwork Of(string client) => ClientNetwork.Of(IPAddress.Parse(client), 24, 64);
    }
}
