using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.State.Addresses;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Replication;

/// <summary>The database goes away, in every way there is, and comes back.</summary>
public sealed class OutageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Early = "192.0.2.1";
    private const string OnOne = "192.0.2.2";
    private const string OnOther = "192.0.2.3";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (PostgresFixture.IsInstalled)
        {
            await postgres.UpAsync();
        }
    }

    [FactNeedingPostgres]
    public async Task While_it_is_stopped_both_nodes_go_on_and_write_later() => await GoesOnAsync(postgres.StopAsync, postgres.UpAsync);

    [FactNeedingPostgres]
    public async Task When_it_is_killed_both_nodes_go_on_and_write_later() => await GoesOnAsync(postgres.KillAsync, postgres.UpAsync);

    [FactNeedingPostgres]
    public async Task While_it_hangs_both_nodes_go_on_and_write_later() => await GoesOnAsync(postgres.FreezeAsync, postgres.ThawAsync);

    [FactNeedingPostgres]
    public async Task A_node_that_is_killed_and_starts_while_it_is_down_has_lost_nothing()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var other = new SharingNode(database, "OTHER");
        await other.BlockAsync(Early);
        await other.ConnectedAsync();
        using var directory = new WebPublisher.Policy.Tests.TemporaryDirectory();
        using (var one = OtherProcess.SharingLines(directory.Path, database))
        {
            Assert.Equal("ready", await one.Output.ReadLineAsync().WaitAsync(SharingNode.Patience));
            await postgres.StopAsync();
            await one.Input.WriteLineAsync(OnOne);
            await one.Input.FlushAsync();
            Assert.Equal(OnOne, await one.Output.ReadLineAsync().WaitAsync(SharingNode.Patience));
            await one.KillAsync();
        }

        await using (var again = StateStore.Open(new StateOptions { Directory = directory.Path, Shared = database, IsServer = true, NodeName = "ONE" }))
        {
            await SharingNode.UntilAsync(() => again.Replication.Problem is { } problem && problem.Contains("refused", StringComparison.Ordinal));
            Assert.NotNull(again.Addresses.Find(AddressListKind.Block, IPAddress.Parse(Early)));
            Assert.NotNull(again.Addresses.Find(AddressListKind.Block, IPAddress.Parse(OnOne)));
            Assert.Equal(1, again.Replication.Pending);

            await postgres.UpAsync();
            await SharingNode.UntilAsync(() => other.Blocked(OnOne) is not null);
        }
    }

    [FactNeedingPostgres]
    public async Task A_new_node_starts_without_the_database_and_takes_over_the_key_later_with_what_hung_on_its_own_set_aside()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await one.BlockAsync(Early);
        await one.ConnectedAsync();

        await postgres.StopAsync();
        await using var late = new SharingNode(database, "LATE");
        await late.DisconnectedAsync();
        late.Store.KnownDevices.Note(5);
        await late.Store.KnownDevices.FlushAsync();
        await late.BlockAsync(OnOther);
        Assert.NotEqual(one.Store.Key.Hash(1, 2), late.Store.Key.Hash(1, 2));
        await postgres.UpAsync();

        await SharingNode.UntilAsync(() => late.Blocked(Early) is not null && one.Blocked(OnOther) is not null);
        Assert.Equal(one.Store.Key.Hash(1, 2), late.Store.Key.Hash(1, 2));
        Assert.False(late.Store.KnownDevices.IsKnown(5, TimeSpan.FromDays(1)));
        Assert.Single(Directory.EnumerateFiles(late.Directory, "state-*.db"));
        Assert.Contains(late.Log.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("takes over", StringComparison.Ordinal));
    }

    private async Task GoesOnAsync(Func<Task> end, Func<Task> begin)
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await one.BlockAsync(Early);
        await SharingNode.UntilAsync(() => other.Blocked(Early) is not null);

        // A node has told what it knows before it says that it is connected.
        await one.ConnectedAsync();
        await other.ConnectedAsync();
        await end();

        // Who waited for the database would wait for five seconds, each time; a disk that others keep busy is slow once.
        for (var (round, begun) = (1, 0L); begun == 0 || TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromSeconds(2); round++)
        {
            Assert.InRange(round, 1, 3);
            begun = TimeProvider.System.GetTimestamp();
            await one.BlockAsync(OnOne);
            await other.BlockAsync(OnOther);
            await other.RemoveAsync(Early);
        }

        Assert.NotNull(one.Blocked(OnOne));
        Assert.NotNull(one.Blocked(Early));
        Assert.Null(other.Blocked(OnOne));
        await one.DisconnectedAsync();
        await other.DisconnectedAsync();

        await begin();
        await SharingNode.UntilAsync(() => one.Blocked(OnOther) is not null && other.Blocked(OnOne) is not null && one.Blocked(Early) is null);
        Assert.Null(other.Blocked(Early));
        await one.ConnectedAsync();
        Assert.Equal([LogLevel.Information, LogLevel.Warning, LogLevel.Information], one.Log.Lines.Select(line => line.Level));
    }
}
