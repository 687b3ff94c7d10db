namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CharacterRemovalTests
{
    [Theory]
    [InlineData("a\0b\0", "ab")]
    [InlineData("\0\0", "")]
    public void Null_bytes_vanish(string input, string expected) => Assert.Equal(expected, TransformedText.Of("removeNulls", input));

    [Theory]
    [InlineData(" a\tb\r\nc\v\fd\u00a0e ", "abcde")]
    [InlineData("\u0085 x", "\u0085x")]
    public void White_space_vanishes_the_no_break_space_with_it(string input, string expected) => Assert.Equal(expected, TransformedText.Of("removeWhitespace", input));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("removeNulls", input));

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void What_holds_no_white_space_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("removeWhitespace", input));
}
