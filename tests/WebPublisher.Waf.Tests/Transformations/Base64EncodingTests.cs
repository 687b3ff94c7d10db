namespace WebPublisher.Waf.Tests.Transformations;

public sealed class Base64EncodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("A", "QQ==")]
    [InlineData("AB", "QUI=")]
    [InlineData("ABC", "QUJD")]
    [InlineData("\u00ff\u00ef", "/+8=")]
    public void Bytes_are_encoded_with_padding(string input, string expected) => Assert.Equal(expected, TransformedText.Of("base64Encode", input));
}
