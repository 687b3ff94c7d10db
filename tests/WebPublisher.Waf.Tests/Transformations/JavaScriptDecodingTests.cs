namespace WebPublisher.Waf.Tests.Transformations;

public sealed class JavaScriptDecodingTests
{
    [Theory]
    [InlineData("\\x3cscript\\x3E", "<script>")]
    [InlineData("\\u003c\\uff1c", "<<")]
    [InlineData("\\74\\074\\0742", "<<<2")]
    [InlineData("\\a\\b\\f\\n\\r\\t\\v", "\a\b\f\n\r\t\v")]
    [InlineData("al\\ert\\'\\\"", "alert'\"")]
    public void Escapes_are_decoded(string input, string expected) => Assert.Equal(expected, TransformedText.Of("jsDecode", input));

    [Theory]
    [InlineData("\\377", "\u00ff")]
    [InlineData("\\400", " 0")]
    [InlineData("\\8", "8")]
    public void Octal_digits_beyond_a_byte_are_left(string input, string expected) => Assert.Equal(expected, TransformedText.Of("jsDecode", input));

    [Theory]
    [InlineData("\\u004", "u004")]
    [InlineData("\\x4", "x4")]
    [InlineData("end\\", "end\\")]
    [InlineData("\\\\", "\\")]
    public void Broken_escapes_lose_their_backslash(string input, string expected) => Assert.Equal(expected, TransformedText.Of("jsDecode", input));

    [Theory]
    [InlineData("")]
    [InlineData("plain/")]
    [InlineData("tail\\")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("jsDecode", input));
}
