using System.Text;
using WebPublisher.Waf.Matching;

namespace WebPublisher.Waf.Tests.Matching;

public class GramTableTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void With_vectors_and_without_the_same_places_are_found_and_no_sequence_is_missed(int length)
    {
        var random = new Random(length);
        for (var round = 0; round < 50; round++)
        {
            var text = new byte[400];
            random.NextBytes(text);
            var places = Enumerable.Range(0, 20).Select(_ => random.Next(300)).Distinct().ToArray();
            var table = new GramTable(6, length, places.Select((place, i) => GramEntry.Of(text.AsSpan(place, length), length, i)));

            for (var start = 0; start < 360; start++)
            {
                var found = table.Test(ref text[start]);
                Assert.Equal(table.TestEach(ref text[start]), found);
                Assert.All(places.Where(place => place >= start && place < start + 8), place => Assert.NotEqual(0u, found & (1u << (place - start))));
            }

            Assert.All(places, (place, i) => Assert.Contains(table.Of(GramTable.Window(ref text[place])).ToArray(), entry => entry.Literal == i));
        }
    }

    [Fact]
    public void The_rarest_sequence_of_a_literal_is_looked_for()
    {
        var entry = GramEntry.Of(Encoding.ASCII.GetBytes("the ~$x~ tea"), 4, 0);
        Assert.Equal(4, entry.Offset);
    }
}
