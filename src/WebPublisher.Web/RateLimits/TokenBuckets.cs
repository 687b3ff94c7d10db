using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.RateLimits;

/// <summary>
/// The buckets of those who are limited. Bounded: when there is no room left even after buckets that are full again have been forgotten, all further keys of a limit share one
/// bucket of ten times its size, so that a stranger with many addresses neither takes memory nor locks others out for long.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="maximum">The most buckets.</param>
internal sealed class TokenBuckets(TimeProvider time, int maximum = TokenBuckets.Maximum)
{
    /// <summary>The most buckets of one kind in a process; about 16 MB.</summary>
    public const int Maximum = 65_536;

    private const int SharedSize = 10;
    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<BucketKey, TokenBucket> _buckets = new();
    private readonly ConditionalWeakTable<RateLimit, TokenBucket> _shared = [];
    private int _count;
    private long _sweptAt;

    /// <summary>How many buckets there are, beside those that are shared.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The bucket that a limit has for a key.</summary>
    public TokenBucket Of(RateLimit limit, UInt128 key)
    {
        var named = new BucketKey(limit, key);
        return _buckets.TryGetValue(named, out var bucket) ? bucket : Add(named);
    }

    private TokenBucket Add(BucketKey key)
    {
        if (Interlocked.Increment(ref _count) > maximum && !HasRoomAfterSweep())
        {
            Interlocked.Decrement(ref _count);
            return _shared.GetValue(
                key.Limit, limit => new TokenBucket(new RateLimit(limit.Requests * SharedSize, limit.Period, limit.Burst * SharedSize, limit.Concurrent * SharedSize), time));
        }

        var made = new TokenBucket(key.Limit, time);
        if (!_buckets.TryAdd(key, made))
        {
            Interlocked.Decrement(ref _count);
            return _buckets.TryGetValue(key, out var others) ? others : made;
        }

        return made;
    }

    private bool HasRoomAfterSweep()
    {
        var last = Volatile.Read(ref _sweptAt);
        if ((last == 0 || time.GetElapsedTime(last) >= s_sweepInterval) && Interlocked.CompareExchange(ref _sweptAt, time.GetTimestamp(), last) == last)
        {
            foreach (var (key, bucket) in _buckets)
            {
                if (bucket.IdleDuration is not null && _buckets.TryRemove(key, out _))
                {
                    Interlocked.Decrement(ref _count);
                }
            }
        }

        return Volatile.Read(ref _count) <= maximum;
    }

    /// <summary>A limit, by what it is and not by what it says: two sections with the same numbers are counted apart.</summary>
    private readonly struct BucketKey(RateLimit limit, UInt128 key) : IEquatable<BucketKey>
    {
        public RateLimit Limit { get; } = limit;

        private UInt128 Key { get; } = key;

        public bool Equals(BucketKey other) => ReferenceEquals(Limit, other.Limit) && Key == other.Key;

        public override bool Equals(object? obj) => obj is BucketKey other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Limit), Key);
    }
}
