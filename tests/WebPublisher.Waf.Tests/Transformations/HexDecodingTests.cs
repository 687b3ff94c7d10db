namespace WebPublisher.Waf.Tests.Transformations;

public sealed class HexDecodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("4100fF", "A\0\u00ff")]
    [InlineData("414", "A")]
    [InlineData("4", "")]
    public void Two_characters_become_a_byte(string input, string expected) => Assert.Equal(expected, TransformedText.Of("hexDecode", input));

    [Theory]
    [InlineData("zz", "\u0053")]
    [InlineData("/1", "\u00f1")]
    public void Other_characters_give_what_arithmetic_gives(string input, string expected) => Assert.Equal(expected, TransformedText.Of("hexDecode", input));
}
