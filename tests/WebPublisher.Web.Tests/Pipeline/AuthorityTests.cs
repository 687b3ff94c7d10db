using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Tests.Pipeline;

public sealed class AuthorityTests
{
    [Theory]
    [InlineData("mail.example.test", "mail.example.test", null)]
    [InlineData("MAIL.Example.TEST", "mail.example.test", null)]
    [InlineData("mail.example.test.", "mail.example.test", null)]
    [InlineData("mail.example.test:8443", "mail.example.test", 8443)]
    [InlineData("mail.example.test.:1", "mail.example.test", 1)]
    [InlineData("localhost:65535", "localhost", 65535)]
    [InlineData("192.0.2.1:80", "192.0.2.1", 80)]
    [InlineData("[2001:DB8:0:0::1]:443", "2001:db8::1", 443)]
    [InlineData("[::1]", "::1", null)]
    public void A_valid_host_has_one_form(string text, string host, int? port)
    {
        Assert.True(Authority.TryParse(text, out var authority));
        Assert.Equal(new Authority(host, port), authority);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("mail..example.test")]
    [InlineData(".example.test")]
    [InlineData("mail.example.test..")]
    [InlineData("mail.example.test, evil.test")]
    [InlineData("evil@mail.example.test")]
    [InlineData("mail.example.test:80@evil.test")]
    [InlineData("mail.example.test\\evil")]
    [InlineData("mail.example.test/x")]
    [InlineData("mail.example.test#")]
    [InlineData("mail example.test")]
    [InlineData(" mail.example.test")]
    [InlineData("mail.example.test\u0001")]
    [InlineData("m\u00e4il.example.test")]
    [InlineData("mail.example.test:")]
    [InlineData("mail.example.test:0")]
    [InlineData("mail.example.test:65536")]
    [InlineData("mail.example.test:99999")]
    [InlineData("mail.example.test:000443")]
    [InlineData("mail.example.test:+80")]
    [InlineData("mail.example.test:80 ")]
    [InlineData("mail.example.test:80a")]
    [InlineData("mail.example.test:80:81")]
    [InlineData("[::1")]
    [InlineData("[::1]x")]
    [InlineData("[::1%25lo]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[127.0.0.1]")]
    [InlineData("::1")]
    [InlineData("%65xample.test")]
    public void Anything_else_is_refused(string text) => Assert.False(Authority.TryParse(text, out _));

    [Fact]
    public void Names_and_labels_have_their_limits()
    {
        var label = new string('a', 63);

        Assert.True(Authority.TryParse(label, out _));
        Assert.False(Authority.TryParse(label + "a", out _));
        Assert.False(Authority.TryParse(string.Join('.', label, label, label, label), out _));
    }

    [Theory]
    [InlineData("mail.example.test", 443, "https", "mail.example.test")]
    [InlineData("mail.example.test", 443, "http", "mail.example.test:443")]
    [InlineData("mail.example.test", 80, "http", "mail.example.test")]
    [InlineData("::1", 8443, "https", "[::1]:8443")]
    [InlineData("::1", null, "https", "[::1]")]
    public void It_is_written_without_the_default_port_of_its_scheme(string host, int? port, string scheme, string text) =>
        Assert.Equal(text, new Authority(host, port).ToString(scheme));
}
