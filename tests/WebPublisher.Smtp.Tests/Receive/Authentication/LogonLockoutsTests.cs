using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.State;
using WebPublisher.State.Logons;

namespace WebPublisher.Smtp.Tests.Receive.Authentication;

public sealed class LogonLockoutsTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_source_is_locked_out_twice_as_long_each_time()
    {
        var lockouts = new LogonLockouts(_time, NullLogger.Instance);
        var address = IPAddress.Parse("2001:db8::1");
        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            for (var failure = 0; failure < 6; failure++)
            {
                Assert.False(lockouts.IsLockedOut(address));
                lockouts.Failed(address, $"user{failure}");
            }

            Assert.True(lockouts.IsLockedOut(IPAddress.Parse("2001:db8::2")));
            Assert.False(lockouts.IsLockedOut(IPAddress.Parse("2001:db8:1::1")));
            _time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.True(lockouts.IsLockedOut(address));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void A_user_is_locked_out_whoever_fails_and_forgiven_by_a_logon()
    {
        var lockouts = new LogonLockouts(_time, NullLogger.Instance);
        for (var failure = 0; failure < 9; failure++)
        {
            lockouts.Failed(IPAddress.Parse($"192.0.2.{failure}"), "Ann");
        }

        Assert.False(lockouts.IsLockedOut("ann"));
        lockouts.Succeeded("ann");
        lockouts.Failed(IPAddress.Loopback, "ann");
        Assert.False(lockouts.IsLockedOut("ann"));
        for (var failure = 0; failure < 9; failure++)
        {
            lockouts.Failed(IPAddress.Parse($"192.0.2.{failure}"), "ann");
        }

        Assert.True(lockouts.IsLockedOut("ANN"));
    }

    [Fact]
    public async Task Locks_outlive_a_restart_act_on_whoever_shares_the_state_and_end_when_they_are_released()
    {
        await using var state = StateStore.InMemory(_time);
        var (before, after) = (new LogonLockouts(_time, NullLogger.Instance), new LogonLockouts(_time, NullLogger.Instance));
        before.Follow(state);
        after.Follow(state);
        for (var failure = 0; failure < 6; failure++)
        {
            before.Failed(IPAddress.Parse("192.0.2.7"), $"user{failure}");
        }

        for (var failure = 0; failure < 10; failure++)
        {
            before.Failed(IPAddress.Parse($"198.51.{failure}.1"), "Ann");
        }

        Assert.True(after.IsLockedOut(IPAddress.Parse("192.0.2.7")));
        Assert.True(after.IsLockedOut("ann"));
        Assert.False(after.IsLockedOut("bob"));
        Assert.Equal([LogonLockKind.MailSource, LogonLockKind.MailUser], state.LogonLocks.Entries.Select(entry => entry.Kind).Order());

        Assert.Contains(state.LogonLocks.Entries, entry => entry is { Kind: LogonLockKind.MailSource, Network: "192.0.2.7/32", Failures: 6 });

        await state.LogonLocks.FlushAsync();
        await state.LogonLocks.ReleaseAsync(_ => true);
        Assert.False(before.IsLockedOut(IPAddress.Parse("192.0.2.7")));
        Assert.False(before.IsLockedOut("ann"));
        Assert.False(after.IsLockedOut("ann"));
    }

    [Fact]
    public async Task Failures_that_other_nodes_have_seen_count_and_lock()
    {
        await using var state = StateStore.InMemory(_time);
        var lockouts = new LogonLockouts(_time, NullLogger.Instance);
        lockouts.Follow(state);
        state.FailedLogons.IsShared = true;
        var address = IPAddress.Parse("192.0.2.7");
        for (var failure = 0; failure < 3; failure++)
        {
            lockouts.Failed(address, "Ann");
        }

        Assert.Equal([3, 3], HearOthers(state).Select(told => told.Count));
        Assert.True(lockouts.IsLockedOut(address));
        Assert.False(lockouts.IsLockedOut("ann"));
        var found = Assert.Single(state.LogonLocks.Entries);
        Assert.Equal((LogonLockKind.MailSource, "192.0.2.7/32", 6), (found.Kind, found.Network, found.Failures));
        Assert.Equal(FailedLogonCounter.MailSource, Assert.Single(state.FailedLogons.Take().Failures, told => told is { IsLocked: true, Count: 0 }).Counter);
    }

    [Fact]
    public async Task A_lock_of_another_node_makes_the_next_one_longer()
    {
        await using var state = StateStore.InMemory(_time);
        var lockouts = new LogonLockouts(_time, NullLogger.Instance);
        lockouts.Follow(state);
        state.FailedLogons.IsShared = true;
        var address = IPAddress.Parse("192.0.2.7");
        FailSixTimes();
        HearOthers(state);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(lockouts.IsLockedOut(address));
        FailSixTimes();
        Assert.Equal(TimeSpan.FromMinutes(4), Assert.Single(state.LogonLocks.Entries).Until - _time.GetUtcNow());

        void FailSixTimes()
        {
            for (var failure = 0; failure < 6; failure++)
            {
                lockouts.Failed(address, $"user{failure}");
            }
        }
    }

    [Fact]
    public async Task A_user_who_logs_on_is_forgiven_on_every_node()
    {
        await using var state = StateStore.InMemory(_time);
        var (here, there) = (new LogonLockouts(_time, NullLogger.Instance), new LogonLockouts(_time, NullLogger.Instance));
        here.Follow(state);
        state.FailedLogons.IsShared = true;
        Fail(here, 0, 1);
        here.Succeeded("ann");
        var forgiven = state.FailedLogons.Take().Failures;
        Assert.True(Assert.Single(forgiven, told => told.Counter == FailedLogonCounter.MailUser) is { Forgets: true, Count: 0 });

        // Who has nothing to be forgiven says nothing.
        here.Succeeded("ann");
        Assert.Empty(state.FailedLogons.Take().Failures);

        there.Follow(state);
        Fail(there, 10, 9);
        foreach (var told in forgiven)
        {
            state.FailedLogons.Deliver(told);
        }

        Fail(there, 20, 9);
        Assert.False(there.IsLockedOut("ann"));
        Fail(there, 30, 1);
        Assert.True(there.IsLockedOut("ann"));

        static void Fail(LogonLockouts lockouts, int from, int times)
        {
            for (var failure = from; failure < from + times; failure++)
            {
                lockouts.Failed(IPAddress.Parse($"192.0.2.{failure}"), "ann");
            }
        }
    }

    // What this process has to tell, as another would.
    private static ImmutableArray<ToldFailures> HearOthers(StateStore state)
    {
        var (failures, _) = state.FailedLogons.Take();
        foreach (var told in failures)
        {
            state.FailedLogons.Deliver(told);
        }

        return failures;
    }
}
