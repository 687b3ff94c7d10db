namespace WebPublisher.Waf.Tests.Transformations;

public sealed class UrlDecodingTests
{
    [Theory]
    [InlineData("a%20b+c", "a b c")]
    [InlineData("%3Cscript%3e", "<script>")]
    [InlineData("%2541", "%41")]
    [InlineData("%00", "\0")]
    [InlineData("%ff", "\u00ff")]
    public void Pairs_of_digits_and_plus_signs_are_decoded(string input, string expected) => Assert.Equal(expected, TransformedText.Of("urlDecode", input));

    [Theory]
    [InlineData("%", "%")]
    [InlineData("%4", "%4")]
    [InlineData("100%+x", "100% x")]
    [InlineData("%u0041", "%u0041")]
    [InlineData("%g1%1g", "%g1%1g")]
    [InlineData("%%41", "%A")]
    public void What_is_no_encoding_stays(string input, string expected) => Assert.Equal(expected, TransformedText.Of("urlDecode", input));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("50%")]
    [InlineData("%zz")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("urlDecode", input));
}
