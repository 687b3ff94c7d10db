using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Tests.Scoring.Facts;

public sealed class FactCatalogueTests
{
    [Theory]
    [InlineData("attachments.html", "invoice.html", 1)]
    [InlineData("attachments.disguised", "invoice.pdf.html", 1)]
    [InlineData("attachments.disguised", "invoice.v2.pdf", 0)]
    [InlineData("attachments.programs", "run.JS", 1)]
    [InlineData("attachments.images", "disk.iso", 1)]
    public void Attachments_are_told_by_their_names(string fact, string name, double number)
    {
        var facts = Mails.Read($"From: a@example.com\nContent-Type: application/octet-stream; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\nx\n");
        Assert.Equal(number, FactCatalogue.All[fact](facts));
    }

    [Fact]
    public void Every_fact_can_be_asked_of_an_empty_message()
    {
        var facts = Mails.Read("\n");
        Assert.All(FactCatalogue.All.Values, fact => Assert.True(double.IsFinite(fact(facts))));
    }
}
