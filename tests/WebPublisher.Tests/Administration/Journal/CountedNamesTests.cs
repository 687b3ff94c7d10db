using System.Globalization;
using WebPublisher.Administration.Journal;

namespace WebPublisher.Tests.Administration.Journal;

public sealed class CountedNamesTests
{
    [Fact]
    public void Names_beyond_the_bound_are_counted_as_one()
    {
        var counted = new CountedNames();
        for (var i = 0; i < CountedNames.MaximumNames + 44; i++)
        {
            counted.Add(new CountedName("web", i.ToString(CultureInfo.InvariantCulture)), DecisionOutcome.Served);
        }

        counted.Add(new CountedName("web", "7"), DecisionOutcome.Failed);

        var counts = counted.Counts.ToDictionary(entry => entry.Key.Name, entry => entry.Value);
        Assert.Equal(CountedNames.MaximumNames + 1, counts.Count);
        Assert.Equal(44, counts["other"].Served);
        Assert.Equal((1L, 1L), (counts["7"].Served, counts["7"].Failed));
    }
}
