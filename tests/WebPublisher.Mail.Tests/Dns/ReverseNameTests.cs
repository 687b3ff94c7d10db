using System.Net;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Tests.Dns;

public sealed class ReverseNameTests
{
    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192.in-addr.arpa")]
    [InlineData("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void An_address_has_a_name(string address, string name) => Assert.Equal(WireResponse.NameOf(name), ReverseName.Of(IPAddress.Parse(address)));
}
