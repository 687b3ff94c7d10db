namespace WebPublisher.Waf.Tests.Transformations;

public sealed class TrimmingTests
{
    [Theory]
    [InlineData(" \t a b \n", "a b")]
    [InlineData("   ", "")]
    public void Both_ends_are_trimmed(string input, string expected) => Assert.Equal(expected, TransformedText.Of("trim", input));

    [Theory]
    [InlineData(" a ", "a ")]
    [InlineData("\v\fa", "a")]
    public void The_left_end_is_trimmed(string input, string expected) => Assert.Equal(expected, TransformedText.Of("trimLeft", input));

    [Theory]
    [InlineData(" a ", " a")]
    [InlineData("a\u00a0 ", "a\u00a0")]
    public void The_right_end_is_trimmed(string input, string expected) => Assert.Equal(expected, TransformedText.Of("trimRight", input));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("\u00a0")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("trim", input));
}
