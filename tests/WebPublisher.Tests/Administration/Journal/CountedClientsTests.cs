using System.Net;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Administration.Journal;

namespace WebPublisher.Tests.Administration.Journal;

public sealed class CountedClientsTests
{
    [Fact]
    public void However_many_come_there_are_no_more_places_and_nobody_has_more_than_is_theirs() => Prop.ForAll(Arrivals(), arrivals =>
    {
        var (counted, truth) = (new CountedClients(), new Dictionary<IPAddress, int>());
        foreach (var client in arrivals.Select(AddressOf))
        {
            counted.Add(client, DecisionOutcome.Refused);
            truth[client] = truth.GetValueOrDefault(client) + 1;
        }

        var counts = counted.Counts.ToDictionary(entry => entry.Key, entry => entry.Value.Total);
        Assert.InRange(counts.Count, 0, CountedClients.MaximumClients);
        Assert.All(counts, entry => Assert.InRange(entry.Value, 1, truth[entry.Key]));
        Assert.All(truth.Where(entry => entry.Value > arrivals.Length / CountedClients.MaximumClients), entry => Assert.Contains(entry.Key, counts.Keys));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Another_minute_begins_at_nothing()
    {
        var counted = new CountedClients();
        for (var i = 0; i < 1000; i++)
        {
            counted.Add(AddressOf(i), DecisionOutcome.Served);
        }

        counted.Clear();
        Assert.Empty(counted.Counts);
        counted.Add(AddressOf(1), DecisionOutcome.Served);
        Assert.Equal(1, Assert.Single(counted.Counts).Value.Served);
    }

    // Few of whom come often among many of whom come once, in any order.
    private static Arbitrary<int[]> Arrivals() => Gen.Frequency((3, Gen.Choose(0, 20)), (7, Gen.Choose(0, 100_000))).ArrayOf(4000).ToArbitrary();

    private static IPAddress AddressOf(int number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
