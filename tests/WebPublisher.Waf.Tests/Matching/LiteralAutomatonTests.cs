using WebPublisher.Waf.Matching;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Matching;

public class LiteralAutomatonTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(90)]
    [InlineData(5000)]
    public void It_finds_what_a_search_for_each_literal_finds(int length)
    {
        var random = new Random(length);
        for (var round = 0; round < 200; round++)
        {
            var literals = Enumerable.Range(0, random.Next(1, 60)).Select(i => new GroupedLiteral(Letters(random, random.Next(1, 6)), random.Next(0, 130))).ToArray();
            var text = Letters(random, length);
            var automaton = LiteralAutomaton.Create(literals);
            var groups = new ulong[automaton.WordCount];

            automaton.Scan(text, groups);

            var expected = literals.Where(literal => text.Contains(literal.Literal, StringComparison.OrdinalIgnoreCase)).Select(literal => literal.Group).ToHashSet();
            var found = Enumerable.Range(0, automaton.GroupCount).Where(group => (groups[group >> 6] >> (group & 63) & 1) != 0).ToHashSet();
            Assert.Equal(expected.Order(), found.Order());
        }
    }

    [Fact]
    public void The_first_hit_is_the_one_that_ends_first_and_the_longest_there()
    {
        var automaton = LiteralAutomaton.Create([new("select", 0), new("elect", 0), new("sel", 1), new("zzz", 2)]);

        Assert.True(automaton.TryFindFirst("an ELECTION and a SELECT", out var first));
        Assert.Equal(new LiteralHit(1, 8), first);
        Assert.True(automaton.TryFindFirst("Select", out var shorter));
        Assert.Equal(new LiteralHit(2, 3), shorter);
        Assert.False(automaton.TryFindFirst("nothing of it", out _));
    }

    [Fact]
    public void Bytes_beyond_ascii_are_told_apart()
    {
        var automaton = LiteralAutomaton.Create([new(ByteText.FromString("ä").Span.ToString(), 0)]);
        var groups = new ulong[1];

        automaton.Scan(ByteText.FromString("Ä ö ü").Span, groups);
        Assert.Equal(0UL, groups[0]);

        automaton.Scan(ByteText.FromString("ja, ä").Span, groups);
        Assert.Equal(1UL, groups[0]);
    }

    [Fact]
    public void Without_literals_nothing_is_found()
    {
        var automaton = LiteralAutomaton.Create([]);

        automaton.Scan("text", []);

        Assert.False(automaton.TryFindFirst("text", out _));
        Assert.Equal(0, automaton.WordCount);
    }

    [Fact]
    public void A_literal_across_the_quarters_of_a_long_text_is_found_wherever_it_stands()
    {
        var automaton = LiteralAutomaton.Create([new("needle", 0)]);
        var groups = new ulong[1];
        for (var place = 0; place + 6 <= 600; place++)
        {
            var text = new string('n', 600).Remove(place, 6).Insert(place, "NeeDle");
            groups[0] = 0;

            automaton.Scan(text, groups);

            Assert.True(groups[0] == 1, $"at {place}");
        }
    }

    private static string Letters(Random random, int length) => string.Create(length, random, (letters, source) => source.GetItems("abcABC<", letters));
}
