namespace WebPublisher.Waf.Tests.Transformations;

public sealed class EscapeSequenceDecodingTests
{
    [Theory]
    [InlineData("\\x3c\\X3E", "<>")]
    [InlineData("\\074\\74", "<<")]
    [InlineData("\\a\\?\\'\\\"\\\\", "\a?'\"\\")]
    public void Escapes_of_C_are_decoded(string input, string expected) => Assert.Equal(expected, TransformedText.Of("escapeSeqDecode", input));

    [Theory]
    [InlineData("\\777", "\u00ff")]
    [InlineData("\\501", "A")]
    public void Three_octal_digits_are_cut_to_a_byte(string input, string expected) => Assert.Equal(expected, TransformedText.Of("escapeSeqDecode", input));

    [Theory]
    [InlineData("\\xg1", "xg1")]
    [InlineData("\\x4", "x4")]
    [InlineData("\\9", "9")]
    [InlineData("c\\at", "c\at")]
    [InlineData("end\\", "end\\")]
    public void Unknown_escapes_lose_their_backslash(string input, string expected) => Assert.Equal(expected, TransformedText.Of("escapeSeqDecode", input));

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("tail\\")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("escapeSeqDecode", input));
}
