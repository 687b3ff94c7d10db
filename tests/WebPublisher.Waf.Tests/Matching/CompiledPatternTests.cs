using System.Text.RegularExpressions;
using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Matching;

public class CompiledPatternTests
{
    [Fact]
    public void Whether_and_where_it_matches_is_what_the_pattern_means()
    {
        var random = new Random(3);
        var matched = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var pattern = Piece(random, 4);
            var compiled = PatternCache.Find(pattern, PatternFlags.WholeText, out var error);
            Assert.True(compiled is { Pattern.IsLinear: true }, $"{pattern}: {error}");
            for (var i = 0; i < 4; i++)
            {
                var text = new string(random.GetItems("abc_ \n".AsSpan(), random.Next(0, 12)));
                var expected = PatternMeaning.FirstMatch(compiled.Pattern.Tree, text);
                var groups = new ByteText[10];

                Assert.True(expected >= 0 == compiled.IsMatch(text), $"{pattern} on {text}");
                Assert.Equal(expected >= 0, compiled.TryCapture(ByteText.FromString(text), 0, groups, out var match, out _));
                Assert.True(expected < 0 || expected == match.Index, $"{pattern} on {text}: {expected}, not {match}");
                matched += expected >= 0 ? 1 : 0;
            }
        }

        Assert.True(matched > 5_000, $"{matched}");
    }

    [Theory]
    [InlineData("(?:a|b)*c{2,5}(?:x|$)")]
    [InlineData("\\bon\\w{3,20}=")]
    [InlineData("^.{0,50}z$")]
    public void Threads_share_a_pattern(string pattern)
    {
        var compiled = PatternCache.Find(pattern, PatternFlags.WholeText, out _)!;
        var oracle = new Regex(pattern.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.Singleline);
        Parallel.For(0, 8, seed =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 500; i++)
            {
                var text = new string(random.GetItems("abcxz on=load".AsSpan(), random.Next(0, 60)));
                Assert.Equal(oracle.IsMatch(text), compiled.IsMatch(text));
            }
        });
    }

    [Fact]
    public void A_pattern_with_ever_new_states_stays_right_and_ends()
    {
        // The automaton of this one has 2^18 states.
        var compiled = PatternCache.Find("a[ab]{18}c", PatternFlags.WholeText, out _)!;
        var random = new Random(4);
        var text = new string(random.GetItems("ab".AsSpan(), 60_000));

        Assert.False(compiled.IsMatch(text, out _));
        Assert.True(compiled.IsMatch("a" + text[..18] + "c", out var gaveUp));
        Assert.False(gaveUp);
    }

    [Fact]
    public void A_text_that_would_take_too_much_does_not_match_and_says_so()
    {
        var compiled = PatternCache.Find("(?:a[ab]{600}){5}c", PatternFlags.WholeText, out _)!;

        Assert.False(compiled.IsMatch(new string(new Random(5).GetItems("ab".AsSpan(), 200_000)), out var gaveUp));
        Assert.True(gaveUp);
    }

    [Fact]
    public void A_match_is_found_from_a_place_on_with_what_stands_before_in_sight()
    {
        var compiled = PatternCache.Find("\\ba+", PatternFlags.WholeText, out _)!;
        var groups = new ByteText[1];

        Assert.True(compiled.TryCapture(ByteText.FromString("aaa aa"), 1, groups, out var match, out _));

        Assert.Equal(new CapturedMatch(4, 2, 0), match);
    }

    [Fact]
    public void The_groups_of_a_long_text_are_told_from_around_the_match()
    {
        var compiled = PatternCache.Find("x(y+)z", PatternFlags.WholeText, out _)!;
        var groups = new ByteText[2];

        Assert.True(compiled.TryCapture(ByteText.FromString(new string('-', 100_000) + "xyyz" + new string('-', 100_000)), 0, groups, out var match, out _));

        Assert.Equal(new CapturedMatch(100_000, 4, 1), match);
        Assert.Equal("yy", groups[1].ToString());
    }

    [Theory]
    [InlineData("a$", "xa\n", true)]
    [InlineData("^b", "a\nb", true)]
    [InlineData("a$", "a\nb", true)]
    public void In_multi_line_mode_lines_begin_and_end_at_line_feeds(string pattern, string text, bool matches) =>
        Assert.Equal(matches, PatternCache.Find(pattern, PatternFlags.EachLine, out _)!.IsMatch(text));

    private static string Piece(Random random, int depth) => random.Next(depth == 0 ? 9 : 17) switch
    {
        0 => "a",
        1 => "[bc]",
        2 => ".",
        3 => "\\w",
        4 => "\\b",
        5 => random.Next(3) == 0 ? "$" : "c",
        6 => random.Next(3) == 0 ? "\\A" : "\\B",
        7 => "[^a]",
        8 => random.GetItems([".*?", "\\w+?", "[bc]{0,2}?"], 1)[0],
        9 or 10 or 16 => Piece(random, depth - 1) + Piece(random, depth - 1),
        11 => $"(?:{Piece(random, depth - 1)}|{Piece(random, depth - 1)})",
        12 => $"({Piece(random, depth - 1)})",
        13 => $"(?:{Piece(random, depth - 1)}|)",
        _ => $"(?:{Piece(random, depth - 1)}){random.GetItems(["?", "*", "+", "{2}", "{1,3}"], 1)[0]}",
    };
}
