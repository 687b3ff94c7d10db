using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Tests.Documents.Scalars;

public sealed class AddressTextTests
{
    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("2001:DB8::1")]
    public void Addresses_in_their_usual_form_are_read(string text) => Assert.True(AddressText.TryParse(text, out _));

    [Theory]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("010.0.0.1")]
    [InlineData("3221225985")]
    [InlineData("192.0.2.256")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("")]
    public void Forms_that_hide_another_address_are_not(string text) => Assert.False(AddressText.TryParse(text, out _));

    [Theory]
    [InlineData("a.example.com:443", "a.example.com", 443)]
    [InlineData("[::1]:0", "::1", 0)]
    [InlineData("192.0.2.1:65535", "192.0.2.1", 65535)]
    public void A_host_and_port_come_apart(string text, string host, int port)
    {
        Assert.True(AddressText.TrySplit(text, out var readHost, out var readPort));
        Assert.Equal((host, port), (readHost, readPort));
    }

    [Theory]
    [InlineData("a.example.com")]
    [InlineData("a.example.com:")]
    [InlineData(":443")]
    [InlineData("::1:443")]
    [InlineData("[a.example.com]:443")]
    [InlineData("a:65536")]
    [InlineData("a:+80")]
    [InlineData("a: 80")]
    public void Half_of_it_does_not(string text) => Assert.False(AddressText.TrySplit(text, out _, out _));

    [Fact]
    public void Every_IPv4_address_reads_as_itself() =>
        Prop.ForAll(
            Gen.Choose(0, 255).ArrayOf(4).ToArbitrary(),
            parts => AddressText.TryParse(string.Join('.', parts), out var address) && address.GetAddressBytes().Select(b => (int)b).SequenceEqual(parts))
        .QuickCheckThrowOnFailure();
}
