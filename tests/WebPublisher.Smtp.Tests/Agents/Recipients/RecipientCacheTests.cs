using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Agents.Recipients;

namespace WebPublisher.Smtp.Tests.Agents.Recipients;

public sealed class RecipientCacheTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Each_answer_is_kept_for_its_own_time()
    {
        var cache = new RecipientCache(new RecipientCachePolicy(), _time);
        cache.Keep("ann@example.com", exists: true);
        cache.Keep("bob@example.com", exists: false);
        Assert.Null(cache.Find("carol@example.com"));
        Assert.True(cache.Find("ANN@example.com"));
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.False(cache.Find("bob@example.com"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(cache.Find("bob@example.com"));
        Assert.True(cache.Find("ann@example.com"));
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.Null(cache.Find("ann@example.com"));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void A_newer_answer_takes_the_place_of_the_older()
    {
        var cache = new RecipientCache(new RecipientCachePolicy(), _time);
        cache.Keep("ann@example.com", exists: false);
        cache.Keep("Ann@example.com", exists: true);
        Assert.True(cache.Find("ann@example.com"));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void What_was_not_asked_for_the_longest_goes_first()
    {
        var cache = new RecipientCache(new RecipientCachePolicy { Entries = 100 }, _time);
        for (var i = 0; i < 1000; i++)
        {
            cache.Keep($"user{i}@example.com", exists: false);
            cache.Find("user0@example.com");
        }

        Assert.Equal(100, cache.Count);
        Assert.False(cache.Find("user0@example.com"));
        Assert.Null(cache.Find("user500@example.com"));
        Assert.False(cache.Find("user999@example.com"));
    }
}
