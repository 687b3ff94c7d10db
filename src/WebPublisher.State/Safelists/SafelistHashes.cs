using System.Collections.Immutable;

namespace WebPublisher.State.Safelists;

/// <summary>The hashes in memory, sorted one behind the other: 32 octets an entry and no more.</summary>
internal sealed class SafelistHashes
{
    private readonly byte[] _sorted;

    /// <param name="sorted">The hashes, in ascending order without gaps.</param>
    /// <param name="counts">How many there are of each kind.</param>
    public SafelistHashes(byte[] sorted, ImmutableDictionary<SafelistKind, int> counts) => (_sorted, Counts) = (sorted, counts);

    public static SafelistHashes Empty { get; } = new([], ImmutableDictionary<SafelistKind, int>.Empty);

    public ImmutableDictionary<SafelistKind, int> Counts { get; }

    public bool IsEmpty => _sorted.Length == 0;

    public bool Contains(ReadOnlySpan<byte> hash)
    {
        var (begin, end) = (0, _sorted.Length / SafelistHash.Length);
        while (begin < end)
        {
            var middle = begin + ((end - begin) / 2);
            switch (_sorted.AsSpan(middle * SafelistHash.Length, SafelistHash.Length).SequenceCompareTo(hash))
            {
                case 0:
                    return true;
                case < 0:
                    begin = middle + 1;
                    break;
                default:
                    end = middle;
                    break;
            }
        }

        return false;
    }
}
