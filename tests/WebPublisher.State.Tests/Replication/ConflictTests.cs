using WebPublisher.Policy.Tests;
using WebPublisher.State.Addresses;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Replication;

/// <summary>Both nodes change the same thing while neither hears of the other.</summary>
public sealed class ConflictTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Address = "192.0.2.7";

    [FactNeedingPostgres]
    public Task The_later_of_two_entries_holds_on_both() => ApartAsync(
        async (one, other) =>
        {
            await other.BlockAsync(Address);
            await LaterAsync();
            await one.BlockAsync(Address);
        },
        entry => Assert.Equal("by ONE", entry?.Comment));

    [FactNeedingPostgres]
    public Task An_operators_entry_outweighs_a_servers_later_one() => ApartAsync(
        async (one, other) =>
        {
            await one.BlockAsync(Address);
            await LaterAsync();
            await other.BlockAsync(Address, TimeProvider.System.GetUtcNow().AddHours(1), EntryOrigin.Reputation);
        },
        entry => Assert.Equal((EntryOrigin.Operator, "by ONE"), (entry!.Origin, entry.Comment)));

    [FactNeedingPostgres]
    public Task An_operators_later_entry_takes_the_place_of_a_servers() => ApartAsync(
        async (one, other) =>
        {
            await other.BlockAsync(Address, TimeProvider.System.GetUtcNow().AddHours(1), EntryOrigin.Reputation);
            await LaterAsync();
            await one.BlockAsync(Address);
        },
        entry => Assert.Equal(EntryOrigin.Operator, entry!.Origin));

    [FactNeedingPostgres]
    public Task A_removal_after_an_entry_holds_and_an_entry_after_a_removal_too() => ApartAsync(
        async (one, other) =>
        {
            await one.BlockAsync(Address);
            await other.BlockAsync(Address);
            await one.RemoveAsync(Address);
            await LaterAsync();
            await other.RemoveAsync(Address);
            await other.BlockAsync(Address);
        },
        entry => Assert.Equal("by OTHER", entry?.Comment));

    [FactNeedingPostgres]
    public Task A_servers_entry_after_an_operators_removal_of_the_entry_before_holds() => ApartAsync(
        async (one, _) =>
        {
            await one.RemoveAsync("192.0.2.1");
            await one.BlockAsync("192.0.2.1", TimeProvider.System.GetUtcNow().AddHours(1), EntryOrigin.Reputation);
        },
        entry => Assert.Equal(EntryOrigin.Reputation, entry!.Origin),
        "192.0.2.1");

    [FactNeedingPostgres]
    public async Task A_change_that_follows_another_wins_even_when_its_nodes_clock_is_an_hour_behind()
    {
        var (database, fast) = (await postgres.NewDatabaseAsync(), new ManualTimeProvider(TimeProvider.System.GetUtcNow().AddHours(1)));
        await using var one = new SharingNode(database, "ONE", fast);
        await using var other = new SharingNode(database, "OTHER");
        await one.BlockAsync(Address);
        await SharingNode.UntilAsync(() => other.Blocked(Address) is not null);

        await other.RemoveAsync(Address);
        await SharingNode.UntilAsync(() => one.Blocked(Address) is null);
        Assert.Contains(one.Log.Lines, line => line.Id == 5314);
    }

    [FactNeedingPostgres]
    public async Task A_node_that_has_been_away_until_deletions_were_forgotten_has_none_of_the_deleted_entries_and_keeps_its_own()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await one.BlockAsync(Address);
        await one.BlockAsync("192.0.2.8");
        await SharingNode.UntilAsync(() => other.Blocked("192.0.2.8") is not null);
        await other.StopAsync();
        await one.RemoveAsync(Address);
        await one.ConnectedAsync();
        await using (var command = StateStore.Open(new StateOptions { Directory = other.Directory }))
        {
            await command.Addresses.AddAsync(AddressListKind.Block, TestState.Range("192.0.2.9"), null, null, EntryOrigin.Operator);
        }

        // What a month would do.
        await postgres.AdministerAsync(database.Database, "UPDATE webpublisher.entries SET changed = now() - interval '31 days'");
        await one.StopAsync();
        one.Start();
        await SharingNode.UntilAsync(() => postgres.AdministerAsync(database.Database, "SELECT count(*) FROM webpublisher.entries WHERE value IS NULL").Result is 0L);

        other.Start();
        await SharingNode.UntilAsync(() => one.Blocked("192.0.2.9") is not null);
        Assert.Null(other.Blocked(Address));
        Assert.NotNull(other.Blocked("192.0.2.8"));
        Assert.NotNull(other.Blocked("192.0.2.9"));
    }

    [FactNeedingPostgres]
    public async Task A_database_that_is_made_anew_gets_everything_from_the_nodes()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await one.BlockAsync(Address);
        await SharingNode.UntilAsync(() => other.Blocked(Address) is not null);

        await postgres.AdministerAsync("postgres", $"DROP DATABASE {database.Database} WITH (FORCE)");
        await one.DisconnectedAsync();
        await postgres.AdministerAsync("postgres", $"CREATE DATABASE {database.Database} OWNER webpublisher");
        await one.ConnectedAsync();
        await other.ConnectedAsync();
        await using var late = new SharingNode(database, "LATE");

        await SharingNode.UntilAsync(() => late.Blocked(Address) is not null);
        Assert.Equal(one.Store.Key.Hash(1, 2), late.Store.Key.Hash(1, 2));
        Assert.Equal(one.Store.Key.Hash(1, 2), other.Store.Key.Hash(1, 2));
    }

    // Neither node is in touch with the database while changes are made: each is a command on the other's stopped server.
    private async Task ApartAsync(Func<SharingNode, SharingNode, Task> changes, Action<StoredAddress?> holds, string address = Address)
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await one.BlockAsync("192.0.2.1");
        await SharingNode.UntilAsync(() => other.Blocked("192.0.2.1") is not null);

        await postgres.StopAsync();
        try
        {
            await one.DisconnectedAsync();
            await other.DisconnectedAsync();
            await changes(one, other);
        }
        finally
        {
            await postgres.UpAsync();
        }

        await one.BlockAsync("192.0.2.2");
        await other.BlockAsync("192.0.2.3");
        await SharingNode.UntilAsync(() => one.Blocked("192.0.2.3") is not null && other.Blocked("192.0.2.2") is not null);
        await one.ConnectedAsync();
        await other.ConnectedAsync();
        await SharingNode.UntilAsync(() => one.Blocked(address)?.Added.ToUnixTimeMilliseconds() == other.Blocked(address)?.Added.ToUnixTimeMilliseconds());
        holds(one.Blocked(address));
        holds(other.Blocked(address));
    }

    private static async Task LaterAsync() => await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
}
