using WebPublisher.Mail.Scoring;
using WebPublisher.Mail.Scoring.Rules;

namespace WebPublisher.Mail.Tests.Scoring.Rules;

public sealed class RuleSetTests
{
    [Fact]
    public void Shipped_rules_tell_a_phish_from_an_answer()
    {
        var phish = RuleSet.Shipped.Judge(Mails.Read(Mails.Phish));
        Assert.True(SclScale.LevelOf(phish.Score) >= 7, string.Join(", ", phish.Hits));
        Assert.Contains("FROM_FOREIGN_BRAND", phish.Hits.Select(hit => hit.Name));
        Assert.Contains("LINK_SHOWS_ANOTHER_HOST", phish.Hits.Select(hit => hit.Name));
        Assert.True(SclScale.LevelOf(RuleSet.Shipped.Judge(Mails.Read(Mails.Answer)).Score) <= 2);
    }

    [Fact]
    public void A_newsletter_has_standing_and_a_phish_has_none()
    {
        Assert.True(RuleSet.Shipped.Judge(Mails.Read(Mails.Newsletter(1))).Standing >= 7);
        Assert.True(RuleSet.Shipped.Judge(Mails.Read(Mails.Phish)).Standing < 0);
    }

    [Theory]
    [InlineData("PayPal <a@paypal.com>", 0)]
    [InlineData("PayPal <a@mail.paypal.de>", 0)]
    [InlineData("PayPal <a@example.net>", 1)]
    [InlineData("Anna <paypal@example.net>", 0)]
    public void A_brand_is_its_owners(string from, int hits)
    {
        var parser = new RuleParser();
        parser.Read("r", "brand paypal = paypal.com paypal.de\nscore BRAND 1 when brand.foreign");
        Assert.Equal(hits, parser.Complete(out _)!.Judge(Mails.Html("x", from)).Hits.Count);
    }
}
