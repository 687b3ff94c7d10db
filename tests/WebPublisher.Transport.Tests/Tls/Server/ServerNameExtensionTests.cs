using System.Text;
using WebPublisher.Transport.Tls.Server;

namespace WebPublisher.Transport.Tests.Tls.Server;

public sealed class ServerNameExtensionTests
{
    [Theory]
    [InlineData("mail.example.com", "mail.example.com")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("", "")]
    [InlineData("a b.example", "")]
    [InlineData("a\0b.example", "")]
    [InlineData("b\u00fccher.example", "")]
    public void A_name_is_what_a_host_can_be_called(string sent, string expected) => Assert.Equal(expected, ServerNameExtension.Read(Extension(sent)));

    [Fact]
    public void A_name_longer_than_any_is_none() => Assert.Equal("", ServerNameExtension.Read(Extension(new string('a', 256))));

    [Fact]
    public void A_frame_that_does_not_fit_holds_no_name()
    {
        var good = Extension("mail.example.com");
        for (var length = 0; length < good.Length; length++)
        {
            Assert.Equal("", ServerNameExtension.Read(good.AsSpan(0, length)));
        }

        for (var at = 0; at < 5; at++)
        {
            var spoilt = good.ToArray();
            spoilt[at] ^= 1;
            Assert.Equal("", ServerNameExtension.Read(spoilt));
        }
    }

    private static byte[] Extension(string name)
    {
        var host = Encoding.Latin1.GetBytes(name);
        return [(byte)((host.Length + 3) >> 8), (byte)(host.Length + 3), 0, (byte)(host.Length >> 8), (byte)host.Length, .. host];
    }
}
