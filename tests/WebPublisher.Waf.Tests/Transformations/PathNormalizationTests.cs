namespace WebPublisher.Waf.Tests.Transformations;

public sealed class PathNormalizationTests
{
    [Theory]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/a/../b", "/b")]
    [InlineData("/a/b/..", "/a")]
    [InlineData("/a/b/../", "/a/")]
    [InlineData("a/./.", "a")]
    [InlineData("./a", "a")]
    [InlineData("/a/.", "/a")]
    [InlineData("/a//b///c", "/a/b/c")]
    [InlineData("/a/b/../../c", "/c")]
    public void References_are_resolved(string input, string expected) => Assert.Equal(expected, TransformedText.Of("normalizePath", input));

    [Theory]
    [InlineData("/../../etc/passwd", "/etc/passwd")]
    [InlineData("/a/../../b", "/b")]
    [InlineData("/..", "")]
    public void An_absolute_path_never_leads_above_its_root(string input, string expected) => Assert.Equal(expected, TransformedText.Of("normalizePath", input));

    [Theory]
    [InlineData("../../a", "../../a")]
    [InlineData("a/../../b", "../b")]
    [InlineData("./../a", "../a")]
    [InlineData(".", "")]
    public void A_relative_path_keeps_what_leads_above_its_start(string input, string expected) => Assert.Equal(expected, TransformedText.Of("normalizePath", input));

    [Theory]
    [InlineData("\\a\\..\\b", "/b")]
    [InlineData("c:\\x\\.\\y", "c:/x/y")]
    [InlineData("a/\\b", "a/b")]
    public void Backslashes_are_slashes_on_windows_only(string input, string expected) => Assert.Equal(expected, TransformedText.Of("normalizePathWin", input));

    [Theory]
    [InlineData("/\\\\x", "\\x")]
    public void Of_three_separators_a_last_backslash_stays(string input, string expected) => Assert.Equal(expected, TransformedText.Of("normalizePathWin", input));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a/b.html")]
    [InlineData("a.b/c")]
    [InlineData("a\\..\\b")]
    [InlineData("/a.b/")]
    [InlineData("...")]
    public void What_holds_nothing_to_change_stays_in_place(string input) => Assert.True(TransformedText.IsSamePlace("normalizePath", input));
}
