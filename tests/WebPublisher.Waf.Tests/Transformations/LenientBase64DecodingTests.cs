namespace WebPublisher.Waf.Tests.Transformations;

public sealed class LenientBase64DecodingTests
{
    [Theory]
    [InlineData("Q U\nJ-D", "ABC")]
    [InlineData("QUI=QUJD", "AB\u0010P\u0090")]
    public void Other_characters_are_skipped(string input, string expected) => Assert.Equal(expected, TransformedText.Of("base64DecodeExt", input));

    [Theory]
    [InlineData("QUJD\0QUJD", "ABC")]
    public void A_null_byte_ends(string input, string expected) => Assert.Equal(expected, TransformedText.Of("base64DecodeExt", input));

    [Theory]
    [InlineData("QUJDQ=", "")]
    [InlineData("QUJDQ==", "")]
    [InlineData("Q==Q", "")]
    public void Padding_after_a_lone_character_empties(string input, string expected) => Assert.Equal(expected, TransformedText.Of("base64DecodeExt", input));
}
