using WebPublisher.Mail.Scoring.Learning;

namespace WebPublisher.Mail.Tests.Scoring.Learning;

public sealed class TokenKeyTests
{
    [Fact]
    public void A_token_has_one_hash_under_a_key_and_another_under_another()
    {
        var (one, other) = (new TokenKey(new byte[16]), new TokenKey([1, .. new byte[15]]));
        Assert.Equal(one.Hash(0, "viagra"), new TokenKey(new byte[16]).Hash(0, "viagra"));
        Assert.NotEqual(one.Hash(0, "viagra"), other.Hash(0, "viagra"));
        Assert.NotEqual(one.Hash(0, "viagra"), one.Hash(1, "viagra"));
    }

    [Fact]
    public void Hashes_are_spread()
    {
        var key = new TokenKey(new byte[16]);
        Assert.Equal(20_000, Enumerable.Range(0, 20_000).Select(number => key.Hash(0, $"token{number}")).Distinct().Count());
        Assert.Equal(256, Enumerable.Range(0, 5000).Select(number => key.Hash(0, $"{number}") >> 56).Distinct().Count());
    }
}
