using WebPublisher.Waf.Detectors;

namespace WebPublisher.Waf.Tests.Detectors;

public class HtmlCharacterReferenceTests
{
    [Theory]
    [InlineData("abc", 'a', "bc")]
    [InlineData("&#106;x", 'j', "x")]
    [InlineData("&#0000106x", 'j', "x")]
    [InlineData("&#x6A;x", 'j', "x")]
    [InlineData("&#X6ax", 'j', "x")]
    [InlineData("&amp;", '&', "amp;")]
    [InlineData("&#", '&', "#")]
    [InlineData("&#;", '&', "#;")]
    [InlineData("&#x;", '&', "#x;")]
    [InlineData("&#99999999999999999999;", '&', "#99999999999999999999;")]
    public void One_character_is_read(string text, int character, string rest)
    {
        ReadOnlySpan<char> left = text;
        Assert.Equal(character, HtmlCharacterReference.Read(ref left));
        Assert.Equal(rest, left.ToString());
    }
}
