using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class LogEscapingTests
{
    [Theory]
    [InlineData("plain text, Gr\u00fc\u00dfe, \u65e5\u672c", "plain text, Gr\u00fc\u00dfe, \u65e5\u672c")]
    [InlineData("a\r\nb", "a\\u000D\\u000Ab")]
    [InlineData("\u001b[2J", "\\u001B[2J")]
    [InlineData("a\u0085b\u2028c\u2029", "a\\u0085b\\u2028c\\u2029")]
    [InlineData("exe.\u202etxt", "exe.\\u202Etxt")]
    [InlineData("\ufeffa\u200bb\u007f", "\\uFEFFa\\u200Bb\\u007F")]
    [InlineData("smile \U0001F600", "smile \U0001F600")]
    public void What_could_forge_a_line_or_drive_a_terminal_is_escaped(string text, string expected) => Assert.Equal(expected, LogEscaping.Escape(text));

    [Fact]
    public void A_lone_surrogate_is_shown_as_a_replacement_character() => Assert.Equal("a\\uFFFDb", LogEscaping.Escape("a\ud800b"));

    [Fact]
    public void Clean_text_is_returned_as_it_is()
    {
        var text = "/owa/auth/logon.aspx";
        Assert.Same(text, LogEscaping.Escape(text));
    }

    [Fact]
    public void Long_text_is_cut() => Assert.Equal("abc...", LogEscaping.Escape("abcdef", 3));

    [Fact]
    public void Escaped_text_needs_no_escaping() => Prop.ForAll((string? text) =>
    {
        var escaped = LogEscaping.Escape(text ?? "");
        return ReferenceEquals(escaped, LogEscaping.Escape(escaped, int.MaxValue)) || escaped == LogEscaping.Escape(escaped, int.MaxValue);
    }).QuickCheckThrowOnFailure();
}
