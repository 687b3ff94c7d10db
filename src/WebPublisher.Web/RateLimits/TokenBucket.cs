using System.Threading.RateLimiting;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.RateLimits;

/// <summary>
/// A token bucket in one number, the moment at which it is full again, so that taking from it is one compare-and-swap. The class library's own takes a lock each, tells
/// time by a clock that cannot be imagined, and forgets idle ones only under a lock for all.
/// </summary>
/// <param name="limit">What it holds and how fast it fills.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBucket(RateLimit limit, TimeProvider time) : RateLimiter
{
    private readonly long _interval = Math.Max(1, (long)(limit.Period.TotalSeconds * time.TimestampFrequency / limit.Requests));
    private long _fullAt = time.GetTimestamp();
    private int _underWay;

    /// <summary>Whether it must be told when a request ends, by disposing of its lease.</summary>
    public bool CountsUnderWay => limit.Concurrent is not null;

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration
    {
        get
        {
            var idle = time.GetElapsedTime(Volatile.Read(ref _fullAt));
            return Volatile.Read(ref _underWay) > 0 || idle < TimeSpan.Zero ? null : idle;
        }
    }

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics() => new()
    {
        CurrentAvailablePermits = (int)Math.Max(0, limit.Burst - (Math.Max(0, Volatile.Read(ref _fullAt) - time.GetTimestamp()) / _interval)),
    };

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(permitCount, 1);
        if (limit.Concurrent is { } most && Interlocked.Increment(ref _underWay) > most)
        {
            Interlocked.Decrement(ref _underWay);
            return new RefusedLease(TimeSpan.FromSeconds(1));
        }

        var refused = TakeToken();
        if (limit.Concurrent is null)
        {
            return refused ?? (RateLimitLease)GrantedLease.Uncounted;
        }

        if (refused is not null)
        {
            Interlocked.Decrement(ref _underWay);
        }

        return refused ?? (RateLimitLease)new GrantedLease(this);
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    private RefusedLease? TakeToken()
    {
        while (true)
        {
            var now = time.GetTimestamp();
            var before = Volatile.Read(ref _fullAt);
            var after = Math.Max(before, now) + _interval;
            var tooFar = after - now - (_interval * limit.Burst);
            if (tooFar > 0)
            {
                return new RefusedLease(TimeSpan.FromSeconds((double)tooFar / time.TimestampFrequency));
            }

            if (Interlocked.CompareExchange(ref _fullAt, after, before) == before)
            {
                return null;
            }
        }
    }

    /// <summary>A request that may go on. One whose end must be known gives its place back when it is disposed of.</summary>
    private sealed class GrantedLease(TokenBucket? owner) : RateLimitLease
    {
        private TokenBucket? _owner = owner;

        public static GrantedLease Uncounted { get; } = new(null);

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (Interlocked.Exchange(ref _owner, null) is { } counted)
            {
                Interlocked.Decrement(ref counted._underWay);
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>A request that may not, and when another may.</summary>
    private sealed class RefusedLease(TimeSpan after) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            var isKnown = metadataName == MetadataName.RetryAfter.Name;
            metadata = isKnown ? after : null;
            return isKnown;
        }
    }
}
