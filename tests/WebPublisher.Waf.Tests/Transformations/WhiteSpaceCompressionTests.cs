namespace WebPublisher.Waf.Tests.Transformations;

public sealed class WhiteSpaceCompressionTests
{
    [Theory]
    [InlineData("a  b", "a b")]
    [InlineData("\t a\r\nb \u00a0 ", " a b ")]
    [InlineData("\n", " ")]
    [InlineData("a\u00a0b", "a b")]
    public void Runs_become_one_space(string input, string expected) => Assert.Equal(expected, TransformedText.Of("compressWhitespace", input));

    [Theory]
    [InlineData("")]
    [InlineData(" a b c ")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("compressWhitespace", input));
}
