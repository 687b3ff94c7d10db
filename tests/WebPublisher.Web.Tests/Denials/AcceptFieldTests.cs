using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Tests.Denials;

public sealed class AcceptFieldTests
{
    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "Html")]
    [InlineData("*/*", "Text")]
    [InlineData("", "Text")]
    [InlineData(null, "Text")]
    [InlineData("application/json, text/javascript, */*; q=0.01", "Json")]
    [InlineData("application/problem+json", "Json")]
    [InlineData("application/*", "Json")]
    [InlineData("text/*", "Text")]
    [InlineData("text/plain", "Text")]
    [InlineData("text/html;q=0.5, text/plain", "Text")]
    [InlineData("text/plain;q=0.5, text/html;q=0.6", "Html")]
    [InlineData("text/html;q=0, */*", "Text")]
    [InlineData("text/html, application/json", "Html")]
    [InlineData("*/*;q=0.1, application/json;q=0.2", "Json")]
    [InlineData("TEXT/HTML", "Html")]
    [InlineData("text/html;level=1;Q=0.9, text/plain;q=0.8", "Html")]
    [InlineData("text/html;q=nonsense", "Html")]
    [InlineData("image/png", "Text")]
    [InlineData(",;,;q=", "Text")]
    public void The_best_form_on_offer_is_chosen(string? accept, string form) => Assert.Equal(form, AcceptField.Prefers(accept).ToString());
}
