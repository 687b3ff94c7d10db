using WebPublisher.Waf.Matching;

namespace WebPublisher.Waf.Tests.Matching;

public class RequiredLiteralsTests
{
    [Theory]
    [InlineData("select.+from", "select")]
    [InlineData("(?i)UNION.+SELECT", "select|union")]
    [InlineData("<script[^>]*>", "<script")]
    [InlineData("on(?:load|error)=", "onerror= onload=")]
    [InlineData("a?bcd", "bcd")]
    [InlineData("(?:wget|curl)\\b", "curl wget")]
    [InlineData("x(?=yz)", "xyz|yz")]
    [InlineData("^(?:https?|ftp)://", "ftp:// http:// https://")]
    [InlineData("[0-9]+", null)]
    [InlineData("a*", null)]
    [InlineData("(?:foobar|.)", null)]
    [InlineData("(foobar)\\1", "foobar")]
    public void They_are_the_most_telling_part_of_a_pattern(string pattern, string? expected)
    {
        var literals = PatternTranslator.Translate(pattern, PatternFlags.WholeText, out _)!.RequiredLiterals;

        if (expected is null)
        {
            Assert.Null(literals);
        }
        else
        {
            Assert.Contains(string.Join(' ', literals!), expected.Split('|'));
        }
    }

    [Fact]
    public void A_text_that_matches_contains_one_of_them_in_some_case()
    {
        var random = new Random(2);
        var matched = 0;
        for (var round = 0; round < 12_000; round++)
        {
            var pattern = (random.Next(2) == 0 ? "(?i)" : string.Empty) + Piece(random, 3);
            if (PatternTranslator.Translate(pattern, PatternFlags.WholeText, out _) is not { } translated)
            {
                continue;
            }

            var text = new string(random.GetItems("abcdABCD<x1 ".AsSpan(), random.Next(0, 14)));
            if (!new CompiledPattern(translated).IsMatch(text))
            {
                continue;
            }

            matched++;
            Assert.True(text.Length >= translated.MinimumLength, $"{pattern} {text}");
            if (translated.RequiredLiterals is { } literals)
            {
                Assert.True(literals.Any(literal => text.Contains(literal, StringComparison.OrdinalIgnoreCase)), $"{pattern} {text}: {string.Join(' ', literals)}");
            }
        }

        Assert.True(matched > 1000, $"{matched}");
    }

    private static string Piece(Random random, int depth) => random.Next(depth == 0 ? 5 : 12) switch
    {
        0 => "ab",
        1 => "[b-d]",
        2 => "<x",
        3 => "\\w",
        4 => "1",
        5 or 6 or 7 => Piece(random, depth - 1) + Piece(random, depth - 1),
        8 => $"(?:{Piece(random, depth - 1)}|{Piece(random, depth - 1)})",
        9 => $"(?:{Piece(random, depth - 1)}){random.GetItems(["?", "*", "+", "{2}", "{1,3}", "??"], 1)[0]}",
        10 => $"(?={Piece(random, depth - 1)})",
        _ => $"({Piece(random, depth - 1)})",
    };
}
