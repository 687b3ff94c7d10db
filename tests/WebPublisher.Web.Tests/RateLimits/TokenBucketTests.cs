using System.Threading.RateLimiting;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.RateLimits;

namespace WebPublisher.Web.Tests.RateLimits;

public sealed class TokenBucketTests
{
    private static readonly RateLimit s_limit = new(60, TimeSpan.FromMinutes(1), 3, Concurrent: null);
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_burst_passes_and_then_one_a_second()
    {
        using var bucket = new TokenBucket(s_limit, _time);

        Assert.Equal([true, true, true, false, false], Take(bucket, 5));
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal([false], Take(bucket, 1));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([true, false], Take(bucket, 2));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Take(bucket, 4));
    }

    [Fact]
    public void A_refusal_says_when_the_next_one_may_come()
    {
        using var bucket = new TokenBucket(s_limit, _time);
        Take(bucket, 3);
        _time.Advance(TimeSpan.FromMilliseconds(400));

        using var refused = bucket.AttemptAcquire();

        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var after));
        Assert.Equal(TimeSpan.FromMilliseconds(600), after);
    }

    [Fact]
    public void As_many_as_allowed_are_under_way_at_once()
    {
        using var bucket = new TokenBucket(s_limit with { Burst = 100, Concurrent = 2 }, _time);
        using var first = bucket.AttemptAcquire();
        var second = bucket.AttemptAcquire();

        Assert.Equal([false], Take(bucket, 1));
        second.Dispose();
        second.Dispose();
        using var third = bucket.AttemptAcquire();
        Assert.True(third.IsAcquired);
        Assert.Equal([false], Take(bucket, 1));
    }

    [Fact]
    public void What_is_refused_for_its_rate_is_not_under_way()
    {
        using var bucket = new TokenBucket(s_limit with { Burst = 1, Concurrent = 1 }, _time);
        bucket.AttemptAcquire().Dispose();
        Assert.Equal([false, false], Take(bucket, 2));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true], Take(bucket, 1));
    }

    [Fact]
    public void It_is_idle_when_it_is_full_again_and_nothing_is_under_way()
    {
        using var bucket = new TokenBucket(s_limit with { Concurrent = 5 }, _time);
        var lease = bucket.AttemptAcquire();
        Assert.Null(bucket.IdleDuration);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(bucket.IdleDuration);
        lease.Dispose();
        Assert.Equal(TimeSpan.FromSeconds(4), bucket.IdleDuration);
    }

    [Fact]
    public void Many_at_once_take_no_more_than_there_is()
    {
        using var bucket = new TokenBucket(new RateLimit(1000, TimeSpan.FromHours(1), 1000, Concurrent: null), _time);
        var granted = 0;
        Parallel.For(0, 5000, _ => Interlocked.Add(ref granted, bucket.AttemptAcquire().IsAcquired ? 1 : 0));
        Assert.Equal(1000, granted);
    }

    private static bool[] Take(TokenBucket bucket, int count) => [.. Enumerable.Range(0, count).Select(_ => bucket.AttemptAcquire().IsAcquired)];
}
