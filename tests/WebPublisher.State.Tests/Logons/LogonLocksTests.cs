using WebPublisher.Policy.Tests;
using WebPublisher.State.Logons;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Logons;

public sealed class LogonLocksTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_lock_holds_at_once_until_its_end()
    {
        await using var store = TestState.Open(_directory, _time);
        Assert.True(store.LogonLocks.TryAdd(Lock(1, minutes: 15)));

        Assert.Equal("192.0.2.0/24", store.LogonLocks.Find(1)?.Network);
        Assert.Null(store.LogonLocks.Find(2));
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(store.LogonLocks.Find(1));
        Assert.Empty(store.LogonLocks.Entries);
    }

    [Fact]
    public async Task A_lock_is_there_after_a_restart_with_a_number()
    {
        await using (var store = TestState.Open(_directory, _time))
        {
            store.LogonLocks.TryAdd(Lock(1));
            store.LogonLocks.TryAdd(Lock(2, LogonLockKind.Network));
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.Equal([Lock(1) with { Id = 1 }, Lock(2, LogonLockKind.Network) with { Id = 2 }], again.LogonLocks.Entries.ToArray());
    }

    [Fact]
    public async Task A_release_ends_what_is_wanted_and_no_more()
    {
        await using var store = TestState.Open(_directory, _time);
        store.LogonLocks.TryAdd(Lock(1));
        store.LogonLocks.TryAdd(Lock(2));
        await store.LogonLocks.FlushAsync();

        Assert.Equal((UInt128)2, Assert.Single(await store.LogonLocks.ReleaseAsync(entry => entry.Key == 2)).Key);
        Assert.Null(store.LogonLocks.Find(2));
        Assert.NotNull(store.LogonLocks.Find(1));
        Assert.Empty(await store.LogonLocks.ReleaseAsync(entry => entry.Key == 2));
    }

    [Fact]
    public async Task A_newer_lock_of_the_same_takes_the_older_ones_place()
    {
        await using (var store = TestState.Open(_directory, _time))
        {
            store.LogonLocks.TryAdd(Lock(1, minutes: 1));
            await store.LogonLocks.FlushAsync();
            store.LogonLocks.TryAdd(Lock(1, minutes: 30));
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(30), Assert.Single(again.LogonLocks.Entries).Until);
    }

    [Fact]
    public async Task There_are_no_more_than_there_may_be_and_those_that_have_ended_make_room()
    {
        await using var store = TestState.Open(_directory, _time);
        store.LogonLocks.Maximum = 2;
        Assert.True(store.LogonLocks.TryAdd(Lock(1, minutes: 1)));
        Assert.True(store.LogonLocks.TryAdd(Lock(2, minutes: 30)));
        Assert.False(store.LogonLocks.TryAdd(Lock(3)));

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(store.LogonLocks.TryAdd(Lock(3)));
        Assert.NotNull(store.LogonLocks.Find(2));
    }

    [Fact]
    public async Task What_another_process_releases_ends_here_and_what_is_not_written_yet_stays()
    {
        await using var store = TestState.Open(_directory, _time);
        store.LogonLocks.TryAdd(Lock(1));
        await store.LogonLocks.FlushAsync();
        await using var other = TestState.Open(_directory, _time);
        await other.LogonLocks.ReleaseAsync(_ => true);
        store.LogonLocks.TryAdd(Lock(2));

        while (store.LogonLocks.Find(1) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.NotNull(store.LogonLocks.Find(2));
    }

    private LogonLock Lock(UInt128 key, LogonLockKind kind = LogonLockKind.User, int minutes = 15) =>
        new(0, key, kind, UInt128.MaxValue - key, "192.0.2.0/24", 5, _time.GetUtcNow(), _time.GetUtcNow() + TimeSpan.FromMinutes(minutes));
}
