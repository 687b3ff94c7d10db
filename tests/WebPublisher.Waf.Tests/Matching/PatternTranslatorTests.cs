using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Matching;

public class PatternTranslatorTests
{
    [Theory]
    [InlineData("a.c", "a\nc", true)] // DOTALL
    [InlineData("^b", "a\nb", false)] // no MULTILINE
    [InlineData("a$", "a\n", false)] // DOLLAR_ENDONLY
    [InlineData("a\\Z", "a\n", true)]
    [InlineData("a\\z", "a\n", false)]
    [InlineData("(?m)^b$", "a\nb\nc", true)]
    [InlineData("(?-s)a.c", "a\nc", false)]
    [InlineData("(?i)SeLect", "sELECT", true)]
    [InlineData("(?i:a)b", "Ab", true)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("a(?i)b|c", "C", true)] // an option holds for the branches that follow
    [InlineData("[^a]", "A", true)]
    [InlineData("(?i)[^a]", "A", false)]
    [InlineData("[\\--9]", "5", true)]
    [InlineData("[\\--9]", "-", true)]
    [InlineData("[\\--9]", "+", false)]
    [InlineData("[[a]", "[", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[^]a]", "]", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[\\d-x]", "-", true)]
    [InlineData("[[:alpha:][:digit:]_]", "7", true)]
    [InlineData("[[:^alpha:]]", "x", false)]
    [InlineData("[\\x{61}\\x62]", "b", true)]
    [InlineData("\\x0", "\0", true)]
    [InlineData("\\h", "\t", true)]
    [InlineData("\\v", "\u000b", true)]
    [InlineData("\\s", "\u000b", true)]
    [InlineData("^\\R$", "\r\n", true)]
    [InlineData("\\Qa.b\\E+", "a.bbb", true)]
    [InlineData("\\Qa.b\\E", "axb", false)]
    [InlineData("(?x) a b # a comment\n c", "abc", true)]
    [InlineData("a{2}", "aa", true)]
    [InlineData("a{,2}", "a{,2}", true)] // no quantifier
    [InlineData("a{x}", "a{x}", true)]
    [InlineData("\\ba\\b", "b a!", true)]
    [InlineData("(a)\\1", "aa", true)]
    [InlineData("(?i)(a)\\1", "aA", true)]
    [InlineData("(?<n>a)\\k<n>", "aa", true)]
    [InlineData("(?P<n>a)(?P=n)", "ab", false)]
    [InlineData("a(?!b)", "ab", false)]
    [InlineData("(?<=a)b", "ab", true)]
    [InlineData("a++a", "aaa", false)]
    [InlineData("(?>a|ab)c", "abc", false)]
    [InlineData("\\07", "\a", true)]
    [InlineData("a(?#comment)b", "ab", true)]
    [InlineData("\\cA", "\u0001", true)]
    [InlineData("\\/\\-\\@", "/-@", true)]
    public void Patterns_mean_what_they_mean_to_pcre(string pattern, string text, bool matches)
    {
        var compiled = PatternCache.Find(pattern, PatternFlags.WholeText, out var error);

        Assert.Null(error);
        Assert.Equal(matches, compiled!.IsMatch(text));
    }

    [Theory]
    [InlineData("ä", "ä", true)]
    [InlineData("^..$", "ä", true)] // two bytes
    [InlineData("\\w", "ä", false)]
    [InlineData("[\\x80-\\xff]{2}", "ä", true)]
    [InlineData("\\xc3\\x{a4}", "ä", true)]
    [InlineData("(?i)Ä", "ä", false)] // no case beyond ASCII
    [InlineData("[^a-z]", "ä", true)]
    [InlineData("\\bb", "äb", true)]
    public void Bytes_beyond_ascii_are_bytes(string pattern, string text, bool matches) =>
        Assert.Equal(matches, PatternCache.Find(pattern, PatternFlags.WholeText, out _)!.IsMatch(ByteText.FromString(text).Span));

    [Theory]
    [InlineData("a(b", 1)]
    [InlineData("a)", 1)]
    [InlineData("[a", 0)]
    [InlineData("*a", 0)]
    [InlineData("a**", 2)]
    [InlineData("[z-a]", 1)]
    [InlineData("a{3,2}", 1)]
    [InlineData("(?R)", 0)]
    [InlineData("(?(1)a|b)", 0)]
    [InlineData("(*UTF)a", 0)]
    [InlineData("a\\K", 1)]
    [InlineData("\\p{L}", 0)]
    [InlineData("\\2(a)", 0)]
    [InlineData("\\x{100}", 0)]
    [InlineData("a\\", 1)]
    [InlineData("[[:nothing:]]", 1)]
    [InlineData("(?<n>a)(?<n>b)", 7)]
    public void What_is_not_understood_is_refused_with_its_place(string pattern, int position)
    {
        Assert.Null(PatternTranslator.Translate(pattern, PatternFlags.WholeText, out var error));
        Assert.StartsWith($"The pattern is not understood at byte {position}:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[^\\s]*+\\s", true)]
    [InlineData("\\s*+;", true)]
    [InlineData("\\d++$", true)]
    [InlineData("(?:\\s*+a)+b", true)]
    [InlineData("\\s*+[^a]", false)] // the set that follows may take white space
    [InlineData("[^\\w]++\\s*?[@!]*\\w", true)] // the loops could as well take nothing
    [InlineData("[^\\w]++[@!]+\\w", false)]
    [InlineData("\\w++\\b", false)]
    [InlineData("(?>a|ab)c", false)]
    public void Possessive_quantifiers_go_where_they_change_nothing(string pattern, bool isLinear) =>
        Assert.Equal(isLinear, PatternTranslator.Translate(pattern, PatternFlags.WholeText, out _)!.IsLinear);

    [Fact]
    public void Parentheses_nest_as_deep_as_pcre_allows_and_no_deeper()
    {
        Assert.NotNull(PatternTranslator.Translate(new string('(', 250) + "a" + new string(')', 250), PatternFlags.WholeText, out _));
        Assert.Null(PatternTranslator.Translate(new string('(', 251) + "a" + new string(')', 251), PatternFlags.WholeText, out _));
    }

    [Fact]
    public void Whatever_the_pattern_it_is_translated_or_refused()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var pattern = new string(random.GetItems(@"ab1[](){}?*+|\^$.-,:=!<>QEdwsx/".AsSpan(), random.Next(1, 12)));
            var translated = PatternTranslator.Translate(pattern, PatternFlags.WholeText, out var error);

            Assert.True(translated is null != error is null, pattern);
            if (translated is { IsLinear: false })
            {
                new CompiledPattern(translated).IsMatch("x");
            }
        }
    }
}
