namespace WebPublisher.Waf.Tests.Transformations;

public sealed class NullReplacementTests
{
    [Theory]
    [InlineData("a\0b\0", "a b ")]
    [InlineData("\0", " ")]
    public void Null_bytes_become_spaces(string input, string expected) => Assert.Equal(expected, TransformedText.Of("replaceNulls", input));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("replaceNulls", input));
}
