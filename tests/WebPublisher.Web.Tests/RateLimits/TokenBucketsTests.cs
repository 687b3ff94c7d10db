using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.RateLimits;

namespace WebPublisher.Web.Tests.RateLimits;

public sealed class TokenBucketsTests
{
    private static readonly RateLimit s_limit = new(60, TimeSpan.FromMinutes(1), 2, Concurrent: null);
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Each_key_of_each_limit_has_its_own()
    {
        var buckets = new TokenBuckets(_time);
        var twin = s_limit with { };

        Assert.Same(buckets.Of(s_limit, 1), buckets.Of(s_limit, 1));
        Assert.NotSame(buckets.Of(s_limit, 1), buckets.Of(s_limit, 2));
        Assert.NotSame(buckets.Of(s_limit, 1), buckets.Of(twin, 1));
    }

    [Fact]
    public void A_stranger_with_100000_addresses_takes_no_more_room_than_there_is()
    {
        var buckets = new TokenBuckets(_time);
        var known = buckets.Of(s_limit, 0);
        known.AttemptAcquire().Dispose();
        for (UInt128 key = 1; key <= 100_000; key++)
        {
            buckets.Of(s_limit, key).AttemptAcquire().Dispose();
        }

        Assert.Equal(TokenBuckets.Maximum, buckets.Count);
        Assert.Same(known, buckets.Of(s_limit, 0));
        Assert.Same(buckets.Of(s_limit, 200_001), buckets.Of(s_limit, 200_002));
    }

    [Fact]
    public void The_shared_bucket_is_ten_times_as_large()
    {
        var buckets = new TokenBuckets(_time, maximum: 1);
        buckets.Of(s_limit, 1).AttemptAcquire().Dispose();
        var granted = Enumerable.Range(2, 100).Count(key => buckets.Of(s_limit, (UInt128)key).AttemptAcquire().IsAcquired);
        Assert.Equal(20, granted);
    }

    [Fact]
    public void Buckets_that_are_full_again_make_room()
    {
        var buckets = new TokenBuckets(_time, maximum: 2);
        buckets.Of(s_limit, 1).AttemptAcquire().Dispose();
        buckets.Of(s_limit, 2).AttemptAcquire().Dispose();
        var shared = buckets.Of(s_limit, 3);
        Assert.Same(shared, buckets.Of(s_limit, 4));

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotSame(shared, buckets.Of(s_limit, 3));
        Assert.Equal(1, buckets.Count);
    }
}
