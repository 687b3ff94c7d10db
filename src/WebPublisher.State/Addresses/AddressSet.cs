using System.Collections.Immutable;

namespace WebPublisher.State.Addresses;

/// <summary>
/// One list, immutable. Single addresses are in a map; ranges, which may overlap, are ordered by their beginning, and of each half of a half the farthest end is known, so
/// that those around an address are found in logarithmic time (an interval tree without nodes).
/// </summary>
internal sealed class AddressSet
{
    private readonly ImmutableDictionary<UInt128, StoredAddress> _singles;
    private readonly ImmutableArray<StoredAddress> _ranges;
    private readonly UInt128[] _reach;

    private AddressSet(ImmutableDictionary<UInt128, StoredAddress> singles, ImmutableArray<StoredAddress> ranges)
    {
        (_singles, _ranges, _reach) = (singles, ranges, new UInt128[ranges.Length]);
        Reach(0, ranges.Length);
    }

    public static AddressSet Empty { get; } = new(ImmutableDictionary<UInt128, StoredAddress>.Empty, []);

    public int Count => _singles.Count + _ranges.Length;

    public IEnumerable<StoredAddress> Entries => _singles.Values.Concat(_ranges);

    /// <summary>Makes a list of many entries at once.</summary>
    public static AddressSet Of(IReadOnlyCollection<StoredAddress> entries) => new(
        entries.Where(IsSingle).ToImmutableDictionary(entry => entry.First),
        [.. entries.Where(entry => !IsSingle(entry)).OrderBy(entry => entry.First).ThenBy(entry => entry.Last)]);

    /// <summary>The list with an entry, in the place of one for the same addresses.</summary>
    public AddressSet With(StoredAddress entry) => IsSingle(entry)
        ? new(_singles.SetItem(entry.First, entry), _ranges, _reach)
        : new(_singles, [.. _ranges.Where(other => !IsSame(other, entry)).Append(entry).OrderBy(other => other.First).ThenBy(other => other.Last)]);

    /// <summary>The list without an entry.</summary>
    public AddressSet Without(StoredAddress entry) => IsSingle(entry)
        ? new(_singles.Remove(entry.First), _ranges, _reach)
        : new(_singles, _ranges.RemoveAll(other => IsSame(other, entry)));

    /// <summary>An entry that holds for an address now, or null.</summary>
    public StoredAddress? Find(UInt128 address, DateTimeOffset now) =>
        _singles.TryGetValue(address, out var single) && !single.IsExpired(now) ? single : Find(address, now, 0, _ranges.Length);

    /// <summary>The entry for just these addresses, expired or not; null if there is none.</summary>
    public StoredAddress? Same(UInt128 first, UInt128 last) =>
        first == last ? _singles.GetValueOrDefault(first) : _ranges.FirstOrDefault(entry => entry.First == first && entry.Last == last);

    private AddressSet(ImmutableDictionary<UInt128, StoredAddress> singles, ImmutableArray<StoredAddress> ranges, UInt128[] reach) =>
        (_singles, _ranges, _reach) = (singles, ranges, reach);

    private static bool IsSingle(StoredAddress entry) => entry.First == entry.Last;

    private static bool IsSame(StoredAddress one, StoredAddress other) => one.First == other.First && one.Last == other.Last;

    private StoredAddress? Find(UInt128 address, DateTimeOffset now, int begin, int end)
    {
        if (begin >= end)
        {
            return null;
        }

        var middle = begin + ((end - begin) / 2);
        if (_reach[middle] < address)
        {
            return null;
        }

        if (Find(address, now, begin, middle) is { } left)
        {
            return left;
        }

        var entry = _ranges[middle];
        if (entry.First > address)
        {
            return null;
        }

        return entry.Last >= address && !entry.IsExpired(now) ? entry : Find(address, now, middle + 1, end);
    }

    // The farthest end of the ranges from begin to end, kept at their middle.
    private UInt128 Reach(int begin, int end)
    {
        if (begin >= end)
        {
            return UInt128.Zero;
        }

        var middle = begin + ((end - begin) / 2);
        return _reach[middle] = UInt128.Max(_ranges[middle].Last, UInt128.Max(Reach(begin, middle), Reach(middle + 1, end)));
    }
}
