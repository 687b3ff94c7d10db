namespace WebPublisher.Waf.Tests.Transformations;

public sealed class CssDecodingTests
{
    [Theory]
    [InlineData("\\3cscript", "\u003cscript")]
    [InlineData("\\9x", "\tx")]
    [InlineData("\\41g", "Ag")]
    [InlineData("\\041g", "Ag")]
    [InlineData("\\0041g", "Ag")]
    [InlineData("\\00041g", "Ag")]
    [InlineData("\\0000410", "A0")]
    [InlineData("\\1234561", "V1")]
    public void Up_to_six_digits_are_decoded(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cssDecode", input));

    [Theory]
    [InlineData("\\6a avascript", "javascript")]
    [InlineData("\\6a  x", "j x")]
    [InlineData("\\6a\nx", "jx")]
    public void One_white_space_after_digits_is_taken(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cssDecode", input));

    [Theory]
    [InlineData("\\ff1cx", "<x")]
    [InlineData("\\0ff1cx", "<x")]
    [InlineData("\\00fF1cx", "<x")]
    [InlineData("\\1ff1cx", "\u001cx")]
    [InlineData("\\01ff1cx", "\u001cx")]
    public void Full_width_forms_of_four_digits_become_ascii(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cssDecode", input));

    [Theory]
    [InlineData("ja\\vascript", "javascript")]
    [InlineData("a\\\nb", "ab")]
    [InlineData("end\\", "end")]
    [InlineData("\\\\x", "\\x")]
    public void Other_backslashes_vanish(string input, string expected) => Assert.Equal(expected, TransformedText.Of("cssDecode", input));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("cssDecode", input));
}
