namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class SenderFactsTests
{
    [Theory]
    [InlineData("\"service@bank.example\" <x@evil.example.net>", true)]
    [InlineData("\"x@evil.example.net\" <x@evil.example.net>", false)]
    [InlineData("\"Anna @ work\" <x@example.net>", false)]
    public void A_name_that_is_another_address_is_told(string from, bool told) => Assert.Equal(told, Mails.Html("x", from).Sending.NamesAnother);

    [Theory]
    [InlineData("Modehaus Lindner <a@modehaus-lindner.de>", true)]
    [InlineData("Netflix <a@lindner.de>", false)]
    public void A_name_that_is_in_the_domain_is_told(string from, bool told) => Assert.Equal(told, Mails.Html("x", from).Sending.NameIsInDomain);

    [Fact]
    public void Answers_that_go_to_a_free_mailbox_elsewhere_are_told()
    {
        var facts = Mails.Read("From: Bank <a@bank.example>\nReply-To: b@gmail.com\n\nx\n");
        Assert.True(facts.Sending.AnswersElsewhere);
        Assert.True(facts.Sending.AnswersToFreeMail);
    }
}
