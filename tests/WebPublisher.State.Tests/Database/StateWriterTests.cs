using WebPublisher.Policy.Tests;
using WebPublisher.State.Database;

namespace WebPublisher.State.Tests.Database;

public sealed class StateWriterTests
{
    [Fact]
    public async Task A_change_that_fails_leaves_those_it_shares_a_transaction_with()
    {
        await using var writer = new StateWriter(StateFile.InMemory(new ManualTimeProvider()), new StateOptions { Directory = "", WatchInterval = Timeout.InfiniteTimeSpan });
        writer.Start();
        using var gate = new ManualResetEventSlim();
        var first = writer.WriteAsync(_ => gate.Wait());
        var published = new List<string>();

        var good = writer.WriteAsync(transaction =>
        {
            transaction.OnCommitted(() => published.Add("good"));
            return transaction.Run("INSERT INTO safelist VALUES (x'01', 0)");
        });
        var bad = writer.WriteAsync(transaction =>
        {
            transaction.OnCommitted(() => published.Add("bad"));
            transaction.Run("INSERT INTO safelist VALUES (x'02', 0)");
            throw new InvalidOperationException("changed its mind");
        });
        gate.Set();

        await first;
        Assert.Equal(1, await good);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(["good"], published);
        Assert.Equal(1L, await writer.WriteAsync(transaction => transaction.Scalar("SELECT count(*) FROM safelist")));
    }

    [Fact]
    public async Task Memory_follows_the_file_when_all_that_was_committed_together_is_published()
    {
        await using var writer = new StateWriter(StateFile.InMemory(new ManualTimeProvider()), new StateOptions { Directory = "", WatchInterval = Timeout.InfiniteTimeSpan });
        writer.Start();
        using var begun = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var first = writer.WriteAsync(_ =>
        {
            begun.Set();
            gate.Wait();
        });
        begun.Wait();
        var done = new List<string>();

        var follows = writer.WriteAsync(transaction => transaction.OnPublished(() => done.Add("followed")));
        var changes = writer.WriteAsync(transaction => transaction.OnCommitted(() => done.Add("published")));
        gate.Set();

        await Task.WhenAll(first, follows, changes);
        Assert.Equal(["published", "followed"], done);
    }

    [Fact]
    public async Task A_statement_that_fails_is_told_as_trouble_with_the_state()
    {
        await using var writer = new StateWriter(StateFile.InMemory(new ManualTimeProvider()), new StateOptions { Directory = "", WatchInterval = Timeout.InfiniteTimeSpan });
        writer.Start();

        await Assert.ThrowsAsync<StateException>(() => writer.WriteAsync(transaction => transaction.Run("INSERT INTO safelist VALUES (NULL, 0)")));
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written_and_nothing_after_it()
    {
        var writer = new StateWriter(StateFile.InMemory(new ManualTimeProvider()), new StateOptions { Directory = "", WatchInterval = Timeout.InfiniteTimeSpan });
        writer.Start();
        var last = writer.WriteAsync(transaction => transaction.Run("INSERT INTO safelist VALUES (x'01', 0)"));

        await writer.DisposeAsync();

        Assert.Equal(1, await last);
        await Assert.ThrowsAsync<StateException>(() => writer.WriteAsync(_ => { }));
    }
}
