using WebPublisher.Mail.Scoring.Learning;

namespace WebPublisher.Mail.Tests.Scoring.Learning;

public sealed class WeightTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Each_weight_is_found_and_no_other(int count)
    {
        uint[] ids = [.. Enumerable.Range(0, count).Select(number => (uint)number * 4_000_003 + 5).Order()];
        var table = new WeightTable(ids, [.. ids.Select(id => id / 2f)]);
        Assert.All(ids, id => Assert.True(table.TryGet(id, out var weight) && weight == id / 2f));
        Assert.False(table.TryGet(4, out _));
        Assert.False(table.TryGet(uint.MaxValue, out _));
    }
}
