using System.Net;
using WebPublisher.Policy.Tests;
using WebPublisher.State.Addresses;
using WebPublisher.State.Database;
using WebPublisher.State.Replication;
using WebPublisher.State.Reputation;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Reputation;

public sealed class ReputationsTests : IDisposable
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

    private StateOptions Options => new() { Directory = "", Time = _time, WatchInterval = Timeout.InfiniteTimeSpan };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_profile_grows_and_is_there_after_a_restart()
    {
        var begun = _time.GetUtcNow();
        await using (var store = TestState.Open(_directory, _time))
        {
            store.Reputations.Note(Client, Seven);
            _time.Advance(TimeSpan.FromSeconds(1));
            store.Reputations.Note(Client, profile => Seven(profile) with { HelloProblems = 1, HelloName = "client.test", ReverseDnsProblems = 2 });
        }

        await using var again = TestState.Open(_directory, _time);
        var expected = new SenderProfile
        {
            Messages = 2, SclSum = 14, HelloProblems = 1, HelloName = "client.test", ReverseDnsProblems = 2, FirstSeen = begun, LastSeen = begun + TimeSpan.FromSeconds(1),
        };
        Assert.Equal(expected, again.Reputations.Find(Client));
        Assert.Equal(7, again.Reputations.Find(Client).AverageScl);
        Assert.Equal(SenderProfile.Unknown, again.Reputations.Find(IPAddress.Loopback));
    }

    [Fact]
    public async Task A_profile_is_written_behind_by_itself()
    {
        await using var store = TestState.Open(_directory, _time);
        store.Reputations.Note(Client, Seven);
        Assert.Equal(0, await WrittenAsync());

        _time.Advance(Reputations.WriteDelay);

        for (var patience = 0; await WrittenAsync() == 0; patience++)
        {
            Assert.InRange(patience, 0, 1000);
        }
    }

    [Fact]
    public async Task A_profile_that_is_reset_is_gone_after_a_restart_too()
    {
        await using (var store = TestState.Open(_directory, _time))
        {
            store.Reputations.Note(Client, Seven);
            await store.Reputations.FlushAsync();
            store.Reputations.Reset(Client);
            Assert.Equal(SenderProfile.Unknown, store.Reputations.Find(Client));
        }

        await using var again = TestState.Open(_directory, _time);
        Assert.Equal(0, again.Reputations.Count);
    }

    [Fact]
    public async Task Of_too_many_profiles_the_one_unseen_for_longest_goes()
    {
        await using var store = StateStore.InMemory(_time);
        for (var number = 0; number < Reputations.MaximumProfiles; number++)
        {
            store.Reputations.Note(OtherProcess.Numbered(number), Seven);
        }

        store.Reputations.Note(OtherProcess.Numbered(0), Seven);
        store.Reputations.Note(Client, Seven);

        Assert.Equal(Reputations.MaximumProfiles, store.Reputations.Count);
        Assert.Equal(2, store.Reputations.Find(OtherProcess.Numbered(0)).Messages);
        Assert.Equal(0, store.Reputations.Find(OtherProcess.Numbered(1)).Messages);
    }

    private static SenderProfile Seven(SenderProfile profile) => profile with { Messages = profile.Messages + 1, SclSum = profile.SclSum + 7 };

    [Fact]
    public async Task What_is_written_while_another_node_tells_of_the_client_counts_once()
    {
        await using var writer = Writer();
        using var reputations = Started(writer);
        using var begun = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var first = writer.WriteAsync(_ => Hold(begun, gate));
        begun.Wait();
        reputations.Note(Client, Seven);

        // Both are committed together, and what memory follows then is in the file already.
        var follows = writer.WriteAsync(transaction => Follow(writer, transaction));
        var flush = reputations.FlushAsync();
        gate.Set();

        await Task.WhenAll(first, follows, flush);
        Assert.Equal(1, reputations.Find(Client).Messages);
        await writer.WriteAsync(transaction => Follow(writer, transaction));
        Assert.Equal(1, reputations.Find(Client).Messages);
    }

    [Fact]
    public async Task What_is_reset_while_another_node_tells_of_the_client_stays_forgotten()
    {
        await using var writer = Writer();
        using var reputations = Started(writer);
        reputations.Note(Client, Seven);
        await reputations.FlushAsync();
        using var begun = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var follows = writer.WriteAsync(transaction =>
        {
            Hold(begun, gate);
            Follow(writer, transaction);
        });
        begun.Wait();

        reputations.Reset(Client);
        var flush = reputations.FlushAsync();
        gate.Set();

        await Task.WhenAll(follows, flush);
        Assert.Equal(0, reputations.Count);
    }

    private static void Hold(ManualResetEventSlim begun, ManualResetEventSlim gate)
    {
        begun.Set();
        gate.Wait();
    }

    private static void Follow(StateWriter writer, StateTransaction transaction) =>
        writer.FollowOnCommit(transaction, StateSection.Profiles, [SharedKey.Of(Convert.ToHexString(AddressNumber.Octets(AddressNumber.Of(Client))))]);

    private StateWriter Writer() => new(StateFile.InMemory(_time), Options);

    private Reputations Started(StateWriter writer)
    {
        var reputations = new Reputations(writer, Options);
        writer.Start(reputations);
        return reputations;
    }

    private async Task<int> WrittenAsync()
    {
        await using var copy = StateStore.OpenCopy(new StateOptions { Directory = _directory.Path });
        return copy.Reputations.Count;
    }
}
