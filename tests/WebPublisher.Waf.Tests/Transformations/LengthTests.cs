namespace WebPublisher.Waf.Tests.Transformations;

public sealed class LengthTests
{
    [Theory]
    [InlineData("", "0")]
    [InlineData("abc", "3")]
    [InlineData("\0\u00ff", "2")]
    [InlineData("0123456789", "10")]
    public void Bytes_are_counted(string input, string expected) => Assert.Equal(expected, TransformedText.Of("length", input));
}
