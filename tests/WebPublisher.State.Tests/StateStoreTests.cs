using System.Net;
using Microsoft.Data.Sqlite;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;
using WebPublisher.State.Addresses;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests;

public sealed class StateStoreTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_is_kept_is_there_after_a_restart_and_for_the_owner_alone()
    {
        await using (var store = TestState.Open(_directory))
        {
            await store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range("192.0.2.1"), null, "a partner", EntryOrigin.Operator);
            foreach (var file in Directory.EnumerateFiles(_directory.Path))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }

        await using var again = TestState.Open(_directory);
        Assert.Equal("a partner", again.Addresses.Find(AddressListKind.Allow, IPAddress.Parse("192.0.2.1"))?.Comment);
    }

    [Fact]
    public async Task A_directory_that_is_made_is_for_the_owner_alone()
    {
        await using var store = StateStore.Open(new StateOptions { Directory = _directory["state"] });

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory["state"]));
    }

    [Fact]
    public async Task A_file_of_a_newer_release_is_left_alone()
    {
        await TestState.Open(_directory).DisposeAsync();
        Change("PRAGMA user_version = 99");

        var failure = Assert.Throws<StateException>(() => TestState.Open(_directory));

        Assert.Contains("newer release", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_program_is_left_alone()
    {
        _directory.Write("state.db", "");
        Change("PRAGMA application_id = 7; CREATE TABLE theirs (id)");

        var failure = Assert.Throws<StateException>(() => TestState.Open(_directory));

        Assert.Contains("another program", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_told_of_by_its_name()
    {
        _directory.Write("state.db", new string('x', 8192));

        var failure = Assert.Throws<StateException>(() => TestState.Open(_directory));

        Assert.StartsWith(_directory["state.db"], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_has_what_the_file_has_and_changes_nothing_in_it()
    {
        await using var store = TestState.Open(_directory);
        await store.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.1"), null, null, EntryOrigin.Operator);
        await using (var copy = StateStore.OpenCopy(new StateOptions { Directory = _directory.Path, Time = new ManualTimeProvider() }))
        {
            Assert.Single(copy.Addresses.Entries);
            await copy.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.2"), null, null, EntryOrigin.Operator);
            Assert.Equal(2, copy.Addresses.Entries.Length);
        }

        await using var again = TestState.Open(_directory);
        Assert.Single(again.Addresses.Entries);
    }

    [Fact]
    public async Task A_copy_of_no_state_is_empty_and_makes_no_file()
    {
        await using var copy = StateStore.OpenCopy(new StateOptions { Directory = _directory["none"] });

        Assert.Empty(copy.Addresses.Entries);
        Assert.False(Directory.Exists(_directory["none"]));
    }

    [Fact]
    public async Task What_a_killed_process_was_told_is_kept_is_kept()
    {
        var kept = new List<string>();
        using (var other = OtherProcess.BlockingForEver(_directory.Path))
        {
            Assert.Equal("ready", await other.Output.ReadLineAsync().WaitAsync(Patience));
            while (kept.Count < 200)
            {
                kept.Add((await other.Output.ReadLineAsync().WaitAsync(Patience))!);
            }

            await other.KillAsync();

            // What it had told before it died is still in the pipe; the last line may be cut short.
            var rest = (await other.Output.ReadToEndAsync().WaitAsync(Patience)).Split('\n');
            kept.AddRange(rest[..^1]);
        }

        await using var store = TestState.Open(_directory);
        var found = store.Addresses.Entries.Select(entry => entry.Addresses.First.ToString()).ToArray();
        Assert.Equal(kept, found.Take(kept.Count));
        Assert.InRange(found.Length, kept.Count, kept.Count + 1);
    }

    [Fact]
    public async Task Each_part_counts_its_own_changes()
    {
        await using var store = TestState.Open(_directory);
        Assert.Equal(default, store.Changes);
        var address = IPAddress.Parse("192.0.2.1");

        await store.Addresses.AddAsync(AddressListKind.Block, new AddressRange(address, address), expires: null, comment: null, EntryOrigin.Operator);
        Assert.Equal(new StateChanges(1, 0, 0, 0), store.Changes);
        Assert.Equal((1, 0), (store.Addresses.CountOf(AddressListKind.Block), store.Addresses.CountOf(AddressListKind.Allow)));

        store.Reputations.Note(address, profile => profile with { Messages = 1 });
        store.Reputations.Note(address, profile => profile with { Messages = 2 });
        await store.Reputations.FlushAsync();
        Assert.Equal(new StateChanges(1, 0, 0, 1), store.Changes);
        var profile = Assert.Single(store.Reputations.Profiles);
        Assert.Equal((address, 2), (profile.Key, profile.Value.Messages));
    }

    [Fact]
    public async Task A_change_by_another_process_is_in_force_within_a_second()
    {
        var options = new StateOptions { Directory = _directory.Path, Time = new ManualTimeProvider(), WatchTime = new ManualTimeProvider() };
        Assert.InRange(options.WatchInterval, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await using var store = StateStore.Open(options);
        using var other = OtherProcess.BlockingLines(_directory.Path);
        Assert.Equal("ready", await other.Output.ReadLineAsync().WaitAsync(Patience));

        for (var number = 0; number < 3; number++)
        {
            var address = OtherProcess.Numbered(number);
            Assert.Null(store.Addresses.Find(AddressListKind.Block, address));
            await other.Input.WriteLineAsync(address.ToString());
            await other.Input.FlushAsync();
            Assert.Equal(address.ToString(), await other.Output.ReadLineAsync().WaitAsync(Patience));

            Assert.Null(store.Addresses.Find(AddressListKind.Block, address));

            ((ManualTimeProvider)options.WatchTime).Advance(options.WatchInterval);
            var begun = TimeProvider.System.GetTimestamp();
            while (store.Addresses.Find(AddressListKind.Block, address) is null || store.Changes.Addresses != number + 1)
            {
                Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, Patience);
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_lose_nothing()
    {
        await using var store = TestState.Open(_directory);
        using var other = OtherProcess.BlockingForEver(_directory.Path);
        Assert.Equal("ready", await other.Output.ReadLineAsync().WaitAsync(Patience));

        for (var number = 0; number < 100; number++)
        {
            await store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range($"192.0.2.{number}"), null, null, EntryOrigin.Operator).WaitAsync(Patience);
        }

        string? last = null;
        for (var number = 0; number < 100; number++)
        {
            last = await other.Output.ReadLineAsync().WaitAsync(Patience);
        }

        await other.KillAsync();
        await using var again = TestState.Open(_directory);
        Assert.Equal(100, again.Addresses.Entries.Count(entry => entry.List == AddressListKind.Allow));
        Assert.NotNull(again.Addresses.Find(AddressListKind.Block, IPAddress.Parse(last!)));
    }

    private void Change(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={_directory["state.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
