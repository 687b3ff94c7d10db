using System.Net;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Transport.Tests.Sockets;

public sealed class SourceNetworkTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2")]
    public void Is_one_source(string one, string other) => Assert.Equal(SourceNetwork.Of(IPAddress.Parse(one)), SourceNetwork.Of(IPAddress.Parse(other)));

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2")]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1")]
    [InlineData("0.0.0.1", "0:0:0:1::")]
    public void Are_two_sources(string one, string other) => Assert.NotEqual(SourceNetwork.Of(IPAddress.Parse(one)), SourceNetwork.Of(IPAddress.Parse(other)));
}
