namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CaseFoldingTests
{
    [Theory]
    [InlineData("AbcXYZ[@`{", "abcxyz[@`{")]
    [InlineData("\u00c4\u00e4A", "\u00c4\u00e4a")]
    [InlineData("The quick brown fox jumps over THE LAZY DOG 0123456789", "the quick brown fox jumps over the lazy dog 0123456789")]
    public void Letters_of_ascii_become_small(string input, string expected) => Assert.Equal(expected, TransformedText.Of("lowercase", input));

    [Theory]
    [InlineData("AbcXYZ[@`{", "ABCXYZ[@`{")]
    [InlineData("\u00c4\u00e4a", "\u00c4\u00e4A")]
    public void Letters_of_ascii_become_large(string input, string expected) => Assert.Equal(expected, TransformedText.Of("uppercase", input));

    [Theory]
    [InlineData("")]
    [InlineData("abc [1] \u00c4")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("lowercase", input));

    [Theory]
    [InlineData("ABC")]
    public void What_is_large_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("uppercase", input));
}
