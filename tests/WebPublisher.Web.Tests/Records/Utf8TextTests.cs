using System.Net;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class Utf8TextTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.20.100.9")]
    [InlineData("255.255.255.255")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:192.0.2.1")]
    [InlineData("fe80::1%3")]
    public void An_address_is_written_as_it_writes_itself(string address)
    {
        var text = new Utf8Text(stackalloc byte[64]);
        text.Append(IPAddress.Parse(address));

        Assert.Equal(address, text.ToString());
    }

    [Fact]
    public void Names_values_and_numbers_follow_each_other()
    {
        var text = new Utf8Text(stackalloc byte[64]);
        text.Append("R\u00e8gle"u8);
        text.Append(" n="u8, long.MinValue);
        text.Append(" t="u8, "\U0001f600\ud800");

        Assert.Equal("R\u00e8gle n=-9223372036854775808 t=\U0001f600\ufffd", text.ToString());
        Assert.True(text.IsComplete);
    }

    [Fact]
    public void Nothing_follows_what_does_not_fit()
    {
        Span<byte> buffer = stackalloc byte[4];
        buffer.Fill((byte)'.');
        var text = new Utf8Text(buffer);
        text.Append("ab"u8);
        text.Append("cde"u8);
        text.Append("f"u8);

        Assert.False(text.IsComplete);
        Assert.Equal("ab.."u8, buffer);
    }
}
