using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Tests.Documents.Scalars;

public sealed class HostTextTests
{
    [Theory]
    [InlineData("Mail.Example.COM", "mail.example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("\u4F8B\u3048\u3002example", "xn--r8jz45g.example")]
    [InlineData("localhost", "localhost")]
    [InlineData("[2001:DB8::1]", "2001:db8::1")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void A_host_has_one_comparable_form(string text, string expected)
    {
        Assert.Null(HostText.Parse(text, out var host));
        Assert.Equal(expected, host);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a_b.example")]
    [InlineData("-a.example")]
    [InlineData("a-.example")]
    [InlineData(".example")]
    [InlineData("a..example")]
    [InlineData("[192.0.2.1]")]
    [InlineData("1.2.3")]
    [InlineData("a\u0000b")]
    [InlineData("bu\u0308cher.example")]
    [InlineData("mail.example\u00A0.com")]
    [InlineData("mail.\u200Bexample.com")]
    [InlineData("mail\u2010ing.example.com")]
    [InlineData("\u2709.example.com")]
    [InlineData("*")]
    public void What_is_no_host_is_refused(string text) => Assert.NotNull(HostText.Parse(text, out _));

    [Fact]
    public void Labels_end_at_63_characters_and_names_at_253()
    {
        var label = new string('a', 63);
        Assert.Null(HostText.Parse($"{label}.{label}.{label}.{label[..61]}", out _));
        Assert.NotNull(HostText.Parse($"{label}.{label}.{label}.{label[..62]}", out _));
        Assert.NotNull(HostText.Parse($"{label}a.example", out _));
    }
}
