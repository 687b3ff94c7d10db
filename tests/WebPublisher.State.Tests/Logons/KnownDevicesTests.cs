using WebPublisher.Policy.Tests;
using WebPublisher.State.Logons;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Logons;

public sealed class KnownDevicesTests : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromDays(90);
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_device_is_known_for_a_time_and_after_a_restart()
    {
        await using (var store = TestState.Open(_directory, _time))
        {
            store.KnownDevices.Note(7);
            Assert.True(store.KnownDevices.IsKnown(7, s_long));
        }

        _time.Advance(TimeSpan.FromDays(2));
        await using var again = TestState.Open(_directory, _time);
        Assert.True(again.KnownDevices.IsKnown(7, s_long));
        Assert.False(again.KnownDevices.IsKnown(7, TimeSpan.FromDays(1)));
        Assert.False(again.KnownDevices.IsKnown(8, s_long));
        again.KnownDevices.Note(7);
        Assert.True(again.KnownDevices.IsKnown(7, TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task It_is_written_behind_by_itself()
    {
        await using var store = TestState.Open(_directory, _time);
        store.KnownDevices.Note(7);
        _time.Advance(KnownDevices.WriteDelay);
        for (var patience = 0; ; patience++)
        {
            await using var copy = StateStore.OpenCopy(new StateOptions { Directory = _directory.Path, Time = _time });
            if (copy.KnownDevices.IsKnown(7, s_long))
            {
                return;
            }

            Assert.InRange(patience, 0, 1000);
        }
    }

    [Fact]
    public async Task There_are_no_more_than_there_may_be_and_the_oldest_go()
    {
        await using (var store = TestState.Open(_directory, _time))
        {
            store.KnownDevices.Maximum = 10;
            for (UInt128 device = 0; device < 100; device++)
            {
                store.KnownDevices.Note(device);
                _time.Advance(TimeSpan.FromMilliseconds(1));
                Assert.InRange(store.KnownDevices.Count, 1, 10);
            }

            Assert.True(store.KnownDevices.IsKnown(99, s_long));
            Assert.False(store.KnownDevices.IsKnown(0, s_long));
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.InRange(again.KnownDevices.Count, 1, 10);
    }
}
