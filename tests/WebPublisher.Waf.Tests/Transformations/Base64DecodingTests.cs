namespace WebPublisher.Waf.Tests.Transformations;

public sealed class Base64DecodingTests
{
    [Theory]
    [InlineData("QUJD", "ABC")]
    [InlineData("QUI=", "AB")]
    [InlineData("QUI", "AB")]
    [InlineData("QQ==", "A")]
    [InlineData("QQ", "A")]
    [InlineData("/+8=", "\u00ff\u00ef")]
    public void Groups_are_decoded_with_and_without_padding(string input, string expected) => Assert.Equal(expected, TransformedText.Of("base64Decode", input));

    [Theory]
    [InlineData("QU JD", "A")]
    [InlineData("QUJD-QUJD", "ABC")]
    [InlineData("Q", "")]
    [InlineData("=QUJD", "")]
    [InlineData("QUJDQ", "ABC")]
    public void The_first_other_character_ends(string input, string expected) => Assert.Equal(expected, TransformedText.Of("base64Decode", input));
}
