namespace WebPublisher.Waf.Tests.Transformations;

public sealed class UrlEncodingTests
{
    [Theory]
    [InlineData("a b*1", "a+b*1")]
    [InlineData("/?-_.", "%2f%3f%2d%5f%2e")]
    [InlineData("\0\u00ff", "%00%ff")]
    public void All_but_letters_digits_and_the_asterisk_is_encoded(string input, string expected) => Assert.Equal(expected, TransformedText.Of("urlEncode", input));

    [Theory]
    [InlineData("")]
    [InlineData("abcXYZ019*")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("urlEncode", input));
}
