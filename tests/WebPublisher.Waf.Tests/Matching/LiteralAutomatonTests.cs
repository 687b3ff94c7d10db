using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Matching;

public class LiteralAutomatonTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(90)]
    public void It_finds_a_hit_where_a_search_for_each_literal_finds_the_first(int length)
    {
        var random = new Random(length);
        for (var round = 0; round < 500; round++)
        {
            var literals = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Letters(random, random.Next(2, 7))).ToArray();
            var text = Letters(random, length);

            var isFound = LiteralAutomaton.Create(literals).TryFindFirst(text, out var hit);

            var ends = literals.Select(literal => text.IndexOf(literal, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? at + literal.Length : int.MaxValue).ToArray();
            Assert.Equal(ends.Min() < int.MaxValue, isFound);
            if (isFound)
            {
                Assert.Equal(ends.Min(), hit.End);
                Assert.Equal(literals.Where((_, i) => ends[i] == hit.End).Max(literal => literal.Length), literals[hit.Literal].Length);
            }
        }
    }

    [Fact]
    public void The_first_hit_is_the_one_that_ends_first_and_the_longest_there()
    {
        var automaton = LiteralAutomaton.Create(["select", "elect", "sel", "zzz"]);

        Assert.True(automaton.TryFindFirst("an ELECTION and a SELECT", out var first));
        Assert.Equal(new LiteralHit(1, 8), first);
        Assert.True(automaton.TryFindFirst("Select", out var shorter));
        Assert.Equal(new LiteralHit(2, 3), shorter);
        Assert.False(automaton.TryFindFirst("nothing of it", out _));
    }

    [Fact]
    public void Bytes_beyond_ascii_are_told_apart()
    {
        var automaton = LiteralAutomaton.Create([ByteText.FromString("ä").Span.ToString()]);

        Assert.False(automaton.TryFindFirst(ByteText.FromString("Ä ö ü").Span, out _));
        Assert.True(automaton.TryFindFirst(ByteText.FromString("ja, ä").Span, out _));
    }

    [Fact]
    public void Without_literals_nothing_is_found() => Assert.False(LiteralAutomaton.Create([]).TryFindFirst("text", out _));

    private static string Letters(Random random, int length) => string.Create(length, random, (letters, source) => source.GetItems("abcABC<", letters));
}
