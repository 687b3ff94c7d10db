namespace WebPublisher.Waf.Tests.Transformations;

public sealed class HtmlEntityDecodingTests
{
    [Theory]
    [InlineData("&#60;&#60x&#x3c;&#X3C", "<<x<<")]
    [InlineData("&#0;", "\0")]
    [InlineData("&#321;", "A")]
    [InlineData("&#x141;", "A")]
    [InlineData("&#97;lert", "alert")]
    public void Numbers_are_decoded(string input, string expected) => Assert.Equal(expected, TransformedText.Of("htmlEntityDecode", input));

    [Theory]
    [InlineData("&lt;&LT;&gt;&quot;&amp;", "<<>\"&")]
    [InlineData("&lt&gt", "<>")]
    [InlineData("&nbsp;", "\u00a0")]
    [InlineData("&amp;lt;", "&lt;")]
    public void Names_are_decoded_in_any_case(string input, string expected) => Assert.Equal(expected, TransformedText.Of("htmlEntityDecode", input));

    [Theory]
    [InlineData("&#9223372036854775807;", "\u00ff")]
    [InlineData("&#9223372036854775808;", "\u00ff")]
    [InlineData("&#99999999999999999999999;", "\u00ff")]
    [InlineData("&#x8000000000000041;", "\u00ff")]
    [InlineData("&#x7000000000000041;", "A")]
    [InlineData("&#x0000000000000000000041;", "A")]
    public void Numbers_beyond_64_bits_are_the_largest(string input, string expected) => Assert.Equal(expected, TransformedText.Of("htmlEntityDecode", input));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("&")]
    [InlineData("&;")]
    [InlineData("&#")]
    [InlineData("&#;")]
    [InlineData("&#x")]
    [InlineData("&#xg")]
    [InlineData("&#g")]
    [InlineData("&apos;")]
    [InlineData("&ltx;")]
    [InlineData("&aacute;&")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("htmlEntityDecode", input));
}
