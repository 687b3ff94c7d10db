using System.Net;
using WebPublisher.State.Addresses;
using WebPublisher.State.Logons;
using WebPublisher.State.Safelists;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Replication;

public sealed class ReplicatorTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    // A machine that is busy with other things may be slow once or twice. Who is not woken but looks every five seconds is slow most of the time.
    private const int Rounds = 5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [FactNeedingPostgres]
    public async Task A_block_made_on_one_node_is_in_force_on_the_other_within_a_second_and_so_is_its_removal()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await one.ConnectedAsync();
        await other.ConnectedAsync();

        var (blocked, removed) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round < Rounds; round++)
        {
            await one.BlockAsync("192.0.2.7");
            blocked.Add(await SharingNode.UntilAsync(() => other.Blocked("192.0.2.7") is not null));
            Assert.Equal("by ONE", other.Blocked("192.0.2.7")!.Comment);

            await other.RemoveAsync("192.0.2.7");
            removed.Add(await SharingNode.UntilAsync(() => one.Blocked("192.0.2.7") is null));
        }

        Assert.InRange(Median(blocked), TimeSpan.Zero, Second);
        Assert.InRange(Median(removed), TimeSpan.Zero, Second);
    }

    [FactNeedingPostgres]
    public async Task Networks_are_shared_like_addresses()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        for (var number = 0; number < 40; number++)
        {
            await one.Store.Addresses.AddAsync(AddressListKind.Allow, TestState.Range($"198.51.{number}.0", $"198.51.{number}.255"), null, null, EntryOrigin.Operator);
        }

        await SharingNode.UntilAsync(() => other.Store.Addresses.Entries.Length == 40);
        Assert.NotNull(other.Store.Addresses.Find(AddressListKind.Allow, IPAddress.Parse("198.51.39.255")));
    }

    [FactNeedingPostgres]
    public async Task What_a_command_changes_reaches_the_other_node_too()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await one.ConnectedAsync();
        await other.ConnectedAsync();

        var taken = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            await using (var command = StateStore.Open(new StateOptions { Directory = one.Directory, WatchInterval = Timeout.InfiniteTimeSpan }))
            {
                await command.Addresses.AddAsync(AddressListKind.Block, TestState.Range($"192.0.2.{round}"), null, null, EntryOrigin.Operator);
            }

            taken.Add(await SharingNode.UntilAsync(() => other.Blocked($"192.0.2.{round}") is not null));
        }

        Assert.InRange(Median(taken), TimeSpan.Zero, Second);
    }

    [FactNeedingPostgres]
    public async Task Nodes_have_one_key_and_share_locks_devices_and_the_safelist()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await one.ConnectedAsync();
        await using var other = new SharingNode(database, "OTHER");
        await other.ConnectedAsync();
        Assert.Equal(one.Store.Key.Hash(1, 2, 3), other.Store.Key.Hash(1, 2, 3));

        var now = one.Time.GetUtcNow();
        Assert.True(one.Store.LogonLocks.TryAdd(new LogonLock(0, 77, LogonLockKind.User, 5, "192.0.2.0/24", 6, now, now.AddMinutes(10))));
        one.Store.KnownDevices.Note(99);
        await one.Store.KnownDevices.FlushAsync();
        await one.Store.Safelist.ImportAsync([new SafelistEntry("alice@example.com", SafelistKind.SafeSender, "example.net")], replaces: false);

        await SharingNode.UntilAsync(() => other.Store.LogonLocks.Find(77) is not null);
        Assert.Equal((6, "192.0.2.0/24", (UInt128)5), (other.Store.LogonLocks.Find(77)!.Failures, other.Store.LogonLocks.Find(77)!.Network, other.Store.LogonLocks.Find(77)!.User));
        await SharingNode.UntilAsync(() => other.Store.KnownDevices.IsKnown(99, TimeSpan.FromDays(1)));
        await SharingNode.UntilAsync(() => other.Store.Safelist.IsSafeSender("alice@example.com", "bob@example.net"));

        await other.Store.LogonLocks.ReleaseAsync(_ => true);
        await SharingNode.UntilAsync(() => one.Store.LogonLocks.Find(77) is null);
    }

    [FactNeedingPostgres]
    public async Task What_both_nodes_count_of_a_client_adds_up_and_is_forgotten_on_both()
    {
        var (database, client) = (await postgres.NewDatabaseAsync(), IPAddress.Parse("192.0.2.9"));
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        foreach (var (node, messages) in (ReadOnlySpan<(SharingNode, int)>)[(one, 3), (other, 4)])
        {
            for (var i = 0; i < messages; i++)
            {
                node.Store.Reputations.Note(client, before => before with { Messages = before.Messages + 1, SclSum = before.SclSum + 2 });
            }
        }

        await one.Store.Reputations.FlushAsync();
        await other.Store.Reputations.FlushAsync();
        await SharingNode.UntilAsync(() => one.Store.Reputations.Find(client).Messages == 7 && other.Store.Reputations.Find(client).Messages == 7);
        Assert.Equal(14, other.Store.Reputations.Find(client).SclSum);

        one.Store.Reputations.Note(client, before => before with { Messages = before.Messages + 1 });
        Assert.Equal(8, one.Store.Reputations.Find(client).Messages);
        await one.Store.Reputations.FlushAsync();
        await SharingNode.UntilAsync(() => other.Store.Reputations.Find(client).Messages == 8);

        one.Store.Reputations.Reset(client);
        await one.Store.Reputations.FlushAsync();
        await SharingNode.UntilAsync(() => other.Store.Reputations.Find(client).Messages == 0);
        Assert.Equal(0, one.Store.Reputations.Find(client).Messages);
    }

    [FactNeedingPostgres]
    public async Task A_new_node_gets_everything_ten_thousand_entries_within_seconds()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(number =>
            one.Store.Addresses.AddAsync(AddressListKind.Block, TestState.Range(OtherProcess.Numbered(number).ToString()), null, null, EntryOrigin.Operator)));
        await one.ConnectedAsync();

        await using var other = new SharingNode(database, "OTHER");
        var taken = await SharingNode.UntilAsync(() => other.Store.Addresses.Entries.Length == 10_000);

        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.NotNull(other.Blocked(OtherProcess.Numbered(9_999).ToString()));
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
