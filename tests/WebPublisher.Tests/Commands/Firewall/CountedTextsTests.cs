using WebPublisher.Commands.Firewall;

namespace WebPublisher.Tests.Commands.Firewall;

public sealed class CountedTextsTests
{
    [Fact]
    public void The_most_frequent_come_first_and_further_ones_are_counted_together()
    {
        var counted = new CountedTexts(2);
        foreach (var text in new[] { "a", "b", "c", "b", "d" })
        {
            counted.Add(text);
        }

        Assert.Equal([new CountedText("b", 2), new CountedText("a", 1)], counted.Top(5));
        Assert.Equal((2, 2), (counted.Count, counted.Others));
    }
}
