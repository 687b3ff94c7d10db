using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class LinkAddressTests
{
    [Theory]
    [InlineData("https://Example.COM/a?b", "https", "example.com", "/a?b", false, false)]
    [InlineData("http://bank.example@evil.example:8080/x", "http", "evil.example", "/x", true, true)]
    [InlineData("//example.com", "", "example.com", "", false, false)]
    [InlineData("www.example.com/x", "", "www.example.com", "/x", false, false)]
    [InlineData("http:\\\\example.com\\x", "http", "example.com", "\\x", false, false)]
    [InlineData(" https://example.com. ", "https", "example.com", "", false, false)]
    public void An_address_is_taken_apart(string text, string scheme, string host, string path, bool user, bool port)
    {
        Assert.True(LinkAddress.TryParse(text, out var address));
        Assert.Equal(new LinkAddress(scheme, host, path, user, port), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mailto:a@example.com")]
    [InlineData("#top")]
    [InlineData("/x")]
    [InlineData("http://")]
    [InlineData("javascript:alert(1)")]
    public void What_leads_nowhere_is_none(string text) => Assert.False(LinkAddress.TryParse(text, out _));

    [Theory]
    [InlineData("http://192.0.2.1/", true)]
    [InlineData("http://0x7f.1/", true)]
    [InlineData("http://[2001:db8::1]/", true)]
    [InlineData("http://example.com/", false)]
    [InlineData("http://4me.example1/", false)]
    public void A_number_is_told(string text, bool isNumeric)
    {
        Assert.True(LinkAddress.TryParse(text, out var address));
        Assert.Equal(isNumeric, address.IsNumeric);
    }
}
