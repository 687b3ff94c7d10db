using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Matching;

public class LiteralFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(129)]
    [InlineData(5000)]
    public void It_finds_what_a_search_for_each_literal_finds(int length)
    {
        var random = new Random(length);
        for (var round = 0; round < 200; round++)
        {
            var text = Letters(random, length);
            var literals = Enumerable.Range(0, random.Next(1, 60)).Select(_ => new GroupedLiteral(Literal(random, text), random.Next(0, 130))).ToArray();

            var found = Scan(LiteralFilter.Create(literals), text);

            var expected = literals.Where(literal => text.Contains(literal.Literal, StringComparison.OrdinalIgnoreCase)).Select(literal => literal.Group).Distinct().Order();
            Assert.Equal(expected, found);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xy")]
    [InlineData("<>x")]
    [InlineData("need")]
    [InlineData("needle")]
    [InlineData("needless")]
    [InlineData("a needle in a haystack of needles")]
    public void A_literal_is_found_wherever_it_stands_and_not_where_it_is_cut(string literal)
    {
        var filter = LiteralFilter.Create([new(literal, 3)]);
        for (var place = 0; place <= 300; place++)
        {
            var text = new string('n', place) + literal.ToUpperInvariant();

            Assert.Equal([3], Scan(filter, text));
            Assert.Equal([3], Scan(filter, text + "nn"));
            Assert.Empty(Scan(filter, text[..^1]));
            Assert.Empty(Scan(filter, literal[1..] + text[..^1]));
        }
    }

    [Fact]
    public void Null_bytes_beyond_the_end_of_a_text_are_no_part_of_it()
    {
        var filter = LiteralFilter.Create([new("\0", 0), new("a\0", 1), new("\0\0a", 2), new("abc\0\0", 3), new("\0\0\0\0abcd", 4)]);

        Assert.Empty(Scan(filter, "abc"));
        Assert.Empty(Scan(filter, "abcd"));
        Assert.Equal([0, 3], Scan(filter, "abc\0\0"));
    }

    [Fact]
    public void Bytes_beyond_ascii_are_told_apart()
    {
        var filter = LiteralFilter.Create([new(ByteText.FromString("ä").Span.ToString(), 0)]);

        Assert.Empty(Scan(filter, ByteText.FromString("Ä ö ü").Span.ToString()));
        Assert.Equal([0], Scan(filter, ByteText.FromString("ja, ä").Span.ToString()));
    }

    [Fact]
    public void Without_literals_nothing_is_found() => Assert.Empty(Scan(LiteralFilter.Create([]), "text"));

    [Fact]
    public void A_literal_of_many_groups_tells_of_all() => Assert.Equal([0, 70, 5], Scan(LiteralFilter.Create([new("a", 0), new("A", 70), new("a", 5)]), "xay").OrderBy(g => g == 5));

    [Fact]
    public void Tens_of_thousands_of_literals_are_found_too()
    {
        var literals = Enumerable.Range(0, 30_000).Select(i => new GroupedLiteral($"literal {i:D5}", i)).ToArray();

        Assert.Equal([29_999], Scan(LiteralFilter.Create(literals), "this is Literal 29999."));
    }

    private static List<int> Scan(LiteralFilter filter, string text)
    {
        var groups = new ulong[filter.WordCount];
        filter.Scan(text, groups);
        return [.. Enumerable.Range(0, groups.Length * 64).Where(group => (groups[group >> 6] >> (group & 63) & 1) != 0)];
    }

    /// <summary>Half of the longer ones stand in the text, by chance in another case.</summary>
    private static string Literal(Random random, string text)
    {
        var length = random.Next(1, 14);
        return length < 5 || length > text.Length || random.Next(2) == 0 ? Letters(random, length) : text.Substring(random.Next(text.Length - length + 1), length).ToUpperInvariant();
    }

    private static string Letters(Random random, int length) => string.Create(length, random, (letters, source) => source.GetItems("abcABC<", letters));
}
