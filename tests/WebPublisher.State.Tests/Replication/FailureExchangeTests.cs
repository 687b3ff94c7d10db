using WebPublisher.Policy.State;
using WebPublisher.State.Logons;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Replication;

public sealed class FailureExchangeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(15);

    [FactNeedingPostgres]
    public async Task Failures_add_up_on_every_other_node_and_not_on_the_one_that_has_seen_them()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var two = new SharingNode(database, "TWO");
        await using var three = new SharingNode(database, "THREE");
        var heard = new[] { one, two, three }.Select(node => Counting(node.Store)).ToArray();
        await SharingNode.UntilAsync(() => new[] { one, two, three }.All(node => node.Store.HearsOfFailures));

        Fail(one.Store, 3);
        Fail(two.Store, 2);
        await SharingNode.UntilAsync(() => (heard[0].Count, heard[1].Count, heard[2].Count) == (2, 3, 5));

        // What comes behind has come: nobody was told of his own meanwhile.
        Fail(three.Store, 1);
        await SharingNode.UntilAsync(() => (heard[0].Count, heard[1].Count) == (3, 4));
        Assert.Equal(5, heard[2].Count);
    }

    [FactNeedingPostgres]
    public async Task Two_processes_on_one_directory_hear_of_each_other_and_of_other_nodes()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var node = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        await using var half = StateStore.Open(new StateOptions { Directory = node.Directory, Shared = database, IsServer = true, NodeName = "ONE" });
        var heard = new[] { node.Store, half, other.Store }.Select(Counting).ToArray();
        await SharingNode.UntilAsync(() => node.Store.HearsOfFailures && half.HearsOfFailures && other.Store.HearsOfFailures);

        Fail(half, 2);
        await SharingNode.UntilAsync(() => (heard[0].Count, heard[2].Count) == (2, 2));
        Fail(other.Store, 1);
        await SharingNode.UntilAsync(() => (heard[0].Count, heard[1].Count) == (3, 1));
    }

    [FactNeedingPostgres]
    public async Task However_many_guesses_there_are_no_row_is_written()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        var heard = Counting(other.Store);
        await one.ConnectedAsync();
        await SharingNode.UntilAsync(() => one.Store.HearsOfFailures && other.Store.HearsOfFailures);
        var before = await VersionAsync(database);

        for (var i = 0; i < 3 * FailedLogons.MaximumWaiting / 4; i++)
        {
            one.Store.FailedLogons.Fail(FailedLogonCounter.MailSource, (UInt128)i, s_window);
        }

        await SharingNode.UntilAsync(() => heard.Count == 3 * FailedLogons.MaximumWaiting / 4);
        Assert.Equal(before, await VersionAsync(database));
        Assert.Equal(0L, await postgres.AdministerAsync(database.Database, "SELECT count(*) FROM webpublisher.entries"));
    }

    [FactNeedingPostgres]
    public async Task Without_the_database_nobody_waits_and_what_comes_after_is_told_again()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await using var other = new SharingNode(database, "OTHER");
        var heard = Counting(other.Store);
        await SharingNode.UntilAsync(() => one.Store.HearsOfFailures && other.Store.HearsOfFailures);
        await postgres.StopAsync();
        try
        {
            await SharingNode.UntilAsync(() => !one.Store.HearsOfFailures && !other.Store.HearsOfFailures);
            for (var i = 0; i < FailedLogons.MaximumWaiting; i++)
            {
                one.Store.FailedLogons.Fail(FailedLogonCounter.MailUser, (UInt128)i, s_window);
            }

            Assert.Equal(0, heard.Count);
        }
        finally
        {
            await postgres.UpAsync();
        }

        await SharingNode.UntilAsync(() => one.Store.HearsOfFailures && other.Store.HearsOfFailures);
        var told = heard.Count;
        await SharingNode.UntilAsync(() =>
        {
            Fail(one.Store, 1);
            return heard.Count > told;
        });
    }

    [FactNeedingPostgres]
    public async Task A_node_that_shares_no_more_neither_tells_nor_hears()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = new SharingNode(database, "ONE");
        await SharingNode.UntilAsync(() => one.Store.HearsOfFailures);
        one.Store.Share(null);
        await SharingNode.UntilAsync(() => !one.Store.HearsOfFailures && !one.Store.FailedLogons.IsShared);
    }

    private Task<object?> VersionAsync(PostgresPolicy database) => postgres.AdministerAsync(database.Database, "SELECT version FROM webpublisher.cluster");

    private static void Fail(StateStore store, int times)
    {
        for (var i = 0; i < times; i++)
        {
            store.FailedLogons.Fail(FailedLogonCounter.WebGuesses, 7, s_window);
        }
    }

    private static Heard Counting(StateStore store)
    {
        var heard = new Heard();
        foreach (var counter in Enum.GetValues<FailedLogonCounter>())
        {
            store.FailedLogons.Follow(counter, told => heard.Add(told.Count));
        }

        return heard;
    }

    private sealed class Heard
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Add(int count) => Interlocked.Add(ref _count, count);
    }
}
