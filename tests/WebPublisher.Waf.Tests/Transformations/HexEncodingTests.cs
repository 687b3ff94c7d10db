namespace WebPublisher.Waf.Tests.Transformations;

public sealed class HexEncodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("A\0\u00ff", "4100ff")]
    public void Every_byte_becomes_two_digits(string input, string expected) => Assert.Equal(expected, TransformedText.Of("hexEncode", input));
}
