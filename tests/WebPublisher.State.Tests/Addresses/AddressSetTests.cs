using System.Diagnostics;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.State.Addresses;

namespace WebPublisher.State.Tests.Addresses;

public sealed class AddressSetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_found_is_what_a_search_from_end_to_end_finds()
    {
        var entries = Gen.Choose(0, 60).Two().Select(ends => Entry((uint)Math.Min(ends.Item1, ends.Item2), (uint)Math.Max(ends.Item1, ends.Item2)))
            .SelectMany(entry => Gen.Elements(true, false, false).Select(expired => entry with { Expires = expired ? Now : null })).ListOf();
        Prop.ForAll(entries.ToArbitrary(), list =>
        {
            var (all, kept) = (AddressSet.Empty, new Dictionary<(UInt128, UInt128), StoredAddress>());
            foreach (var entry in list)
            {
                all = all.With(entry);
                kept[(entry.First, entry.Last)] = entry;
            }

            var made = AddressSet.Of([.. kept.Values]);
            return Enumerable.Range(0, 62).All(number =>
            {
                var address = AddressNumber.Of(Address((uint)number));
                var expected = kept.Values.Any(entry => entry.First <= address && address <= entry.Last && !entry.IsExpired(Now));
                return all.Find(address, Now) is not null == expected && made.Find(address, Now) is not null == expected && all.Count == kept.Count;
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_entry_that_is_taken_away_is_gone_and_the_others_are_not()
    {
        var (single, range) = (Entry(5, 5), Entry(1, 9));
        var set = AddressSet.Of([single, range]);

        Assert.Same(range, set.Without(single).Find(single.First, Now));
        Assert.Same(single, set.Without(range).Find(single.First, Now));
        Assert.Null(set.Without(range).Find(range.First, Now));
    }

    [Fact]
    public void A_hundred_thousand_entries_are_not_searched_from_end_to_end()
    {
        var few = AddressSet.Of([.. Enumerable.Range(0, 100).Select(number => Entry((uint)number * 4, ((uint)number * 4) + 2))]);
        var many = AddressSet.Of([.. Enumerable.Range(0, 100_000).Select(number => Entry((uint)number * 4, ((uint)number * 4) + 2))]);

        // A search from end to end would take a thousand times as long; a tree takes about twice as long. The best of many short ones, because others may hold the processor.
        var (quick, slow) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 20 || (round < 1000 && slow >= quick * 50); round++)
        {
            (quick, slow) = (Least(quick, Time(few)), Least(slow, Time(many)));
        }

        Assert.True(slow < quick * 50, $"{slow} against {quick}");

        static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

        static TimeSpan Time(AddressSet set)
        {
            var begun = Stopwatch.GetTimestamp();
            for (uint number = 0; number < 100; number++)
            {
                set.Find(AddressNumber.Of(Address((number * 4000) + 3)), Now);
            }

            return Stopwatch.GetElapsedTime(begun);
        }
    }

    private static StoredAddress Entry(uint first, uint last) =>
        new(0, AddressListKind.Block, new AddressRange(Address(first), Address(last)), null, null, EntryOrigin.Operator, Now);

    private static IPAddress Address(uint number) => new([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
}
