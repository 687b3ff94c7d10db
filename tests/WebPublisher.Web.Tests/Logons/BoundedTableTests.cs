using WebPublisher.Policy.Tests;
using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class BoundedTableTests
{
    private const long Window = 100;
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_stranger_takes_no_more_room_than_there_is()
    {
        var table = new BoundedTable<UserFailures>(_time, 1000);
        for (UInt128 key = 0; key < 10_000; key++)
        {
            table.GetOrAdd(key).Note(_time.GetTimestamp(), Window);
            _time.Advance(TimeSpan.FromTicks(1));
            Assert.InRange(table.Count, 1, 1000);
        }
    }

    [Fact]
    public void What_has_run_out_goes_first_and_then_the_oldest()
    {
        var table = new BoundedTable<UserFailures>(_time, 8);
        for (UInt128 key = 0; key < 8; key++)
        {
            table.GetOrAdd(key).Note(_time.GetTimestamp(), Window);
            _time.Advance(TimeSpan.FromTicks(1));
        }

        table.GetOrAdd(8);
        Assert.False(table.TryGet(0, out _));
        Assert.True(table.TryGet(7, out _));

        _time.Advance(TimeSpan.FromTicks(Window + 1));
        var kept = table.GetOrAdd(20);
        kept.Note(_time.GetTimestamp(), Window);
        for (UInt128 key = 30; key < 38; key++)
        {
            table.GetOrAdd(key).Note(_time.GetTimestamp(), Window);
        }

        Assert.False(table.TryGet(7, out _));
        Assert.InRange(table.Count, 1, 8);
    }

    [Fact]
    public void A_key_has_one_entry()
    {
        var table = new BoundedTable<UserFailures>(_time, 8);
        Assert.Same(table.GetOrAdd(1), table.GetOrAdd(1));
        Assert.Equal(1, table.Count);
        table.Remove(1);
        Assert.Equal(0, table.Count);
    }
}
