namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class LinkFactsTests
{
    [Theory]
    [InlineData("<a href=https://evil.example.net/>https://www.paypal.com/</a>", 1)]
    [InlineData("<a href=https://click.paypal.com/>www.paypal.com</a>", 0)]
    [InlineData("<a href=https://evil.example.net/>click here or www.paypal.com</a>", 0)]
    [InlineData("<a href=mailto:a@example.net>www.paypal.com</a>", 0)]
    public void A_link_that_shows_another_host_is_told(string html, int count) => Assert.Equal(count, Mails.Html(html).Linking.Mismatched);

    [Fact]
    public void Links_are_seen_together_with_the_sender()
    {
        var links = Mails.Html(
            "<a href=https://www.shop.example.com/>a</a><a href=https://bit.ly/x>b</a><a href=http://192.0.2.1:81/>c</a><a href=https://x.web.app/?e=a@b.example>d</a><img src=https://img.example.com/x>",
            "Shop <news@mail.example.com>").Linking;
        Assert.Equal((4, 1, 1, 1, 1, 1, 1, 1), (links.Count, links.Aligned, links.AlignedImages, links.Shortened, links.Numeric, links.Port, links.Hosted, links.Addressed));
    }
}
