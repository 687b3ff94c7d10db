using System.Net;
using WebPublisher.Policy.Tests;
using WebPublisher.State.Reputation;
using WebPublisher.State.Tests.Testing;

namespace WebPublisher.State.Tests.Reputation;

public sealed class ReputationsTests : IDisposable
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.1");

    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTimeProvider _time = new();

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

    private async Task<int> WrittenAsync()
    {
        await using var copy = StateStore.OpenCopy(new StateOptions { Directory = _directory.Path });
        return copy.Reputations.Count;
    }
}
