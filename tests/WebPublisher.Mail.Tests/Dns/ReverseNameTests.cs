using System.Net;
using WebPublisher.Mail.Dns;

namespace WebPublisher.Mail.Tests.Dns;

public sealed class ReverseNameTests
{
    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192.in-addr.arpa")]
    [InlineData("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void An_address_has_a_name(string address, string name) => Assert.Equal(WireResponse.NameOf(name), ReverseName.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192.bl.example.net")]
    [InlineData("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example.net")]
    public void An_address_has_a_name_in_a_list(string address, string name) => Assert.Equal(WireResponse.NameOf(name), ReverseName.Below("bl.example.net", IPAddress.Parse(address)));

    [Fact]
    public void A_zone_of_189_characters_has_room_for_every_address_and_one_of_190_has_not()
    {
        var zone = $"{string.Join('.', Enumerable.Repeat(new string('a', 61), 3))}.ab";
        Assert.Equal(188, zone.Length);
        Assert.Equal(36, ReverseName.Below($"{zone}c", IPAddress.IPv6Loopback).LabelCount);
        Assert.Throws<ArgumentException>(() => ReverseName.Below($"{zone}cd", IPAddress.IPv6Loopback));
    }
}
