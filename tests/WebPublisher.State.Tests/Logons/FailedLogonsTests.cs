using WebPublisher.Policy.Tests;
using WebPublisher.State.Logons;

namespace WebPublisher.State.Tests.Logons;

public sealed class FailedLogonsTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(15);

    private readonly ManualTimeProvider _time = new();
    private readonly FailedLogons _failures;

    public FailedLogonsTests() => _failures = new FailedLogons(_time) { IsShared = true };

    [Fact]
    public void A_thousand_failures_of_a_counter_are_told_as_one()
    {
        _failures.Fail(FailedLogonCounter.WebGuesses, 7, s_window);
        _time.Advance(TimeSpan.FromSeconds(2));
        for (var i = 1; i < 1500; i++)
        {
            _failures.Fail(FailedLogonCounter.WebGuesses, 7, s_window);
        }

        var (told, left) = _failures.Take();
        Assert.Equal(new ToldFailures(FailedLogonCounter.WebGuesses, 7, 0, false, false, FailedLogons.MaximumCount, TimeSpan.FromSeconds(2), s_window), Assert.Single(told));
        Assert.Equal(0, left);
        Assert.Empty(_failures.Take().Failures);
    }

    [Fact]
    public void Counters_keys_and_subjects_are_told_apart()
    {
        _failures.Fail(FailedLogonCounter.MailSource, 7, s_window);
        _failures.Fail(FailedLogonCounter.MailUser, 7, s_window);
        _failures.Fail(FailedLogonCounter.MailUser, 8, s_window);
        _failures.Fail(FailedLogonCounter.WebNetwork, 9, s_window, subject: 1);
        _failures.Fail(FailedLogonCounter.WebNetwork, 9, s_window, subject: 2);
        Assert.All(_failures.Take().Failures, told => Assert.Equal(1, told.Count));
        Assert.Empty(_failures.Take().Failures);
    }

    [Fact]
    public void What_has_led_to_a_lock_is_told_as_the_lock_and_before_anything_that_came_after()
    {
        _failures.Fail(FailedLogonCounter.WebUser, 1, s_window);
        _failures.Fail(FailedLogonCounter.WebNetwork, 9, s_window, subject: 1);
        _failures.Fail(FailedLogonCounter.WebNetwork, 9, s_window, subject: 2);
        _failures.Lock(FailedLogonCounter.WebNetwork, 9);
        _failures.Fail(FailedLogonCounter.WebNetwork, 9, s_window, subject: 2);

        var told = _failures.Take().Failures;
        Assert.Equal((9, 0ul, true, 0), ((int)told[0].Key, told[0].Subject, told[0].IsLocked, told[0].Count));
        Assert.Equal([(1, 0ul, 1), (9, 2ul, 1)], told.Skip(1).Select(entry => ((int)entry.Key, entry.Subject, entry.Count)).Order());
    }

    [Fact]
    public void What_is_forgotten_is_told_as_that()
    {
        _failures.Fail(FailedLogonCounter.MailUser, 1, s_window);
        _failures.Lock(FailedLogonCounter.MailUser, 1);
        _failures.Forget(FailedLogonCounter.MailUser, 1);
        _failures.Fail(FailedLogonCounter.MailUser, 1, s_window);

        var told = Assert.Single(_failures.Take().Failures);
        Assert.Equal((true, false, 1), (told.Forgets, told.IsLocked, told.Count));
    }

    [Fact]
    public void No_more_counters_wait_than_there_is_room_for()
    {
        for (var i = 0; i < FailedLogons.MaximumWaiting + 10; i++)
        {
            _failures.Fail(FailedLogonCounter.MailSource, (UInt128)i, s_window);
        }

        _failures.Fail(FailedLogonCounter.MailSource, 0, s_window);
        var (told, left) = _failures.Take();
        Assert.Equal((FailedLogons.MaximumWaiting, 10), (told.Length, left));
        Assert.Equal(2, told.Single(entry => entry.Key == 0).Count);
        Assert.Equal(0, _failures.Take().Left);
    }

    [Fact]
    public void What_could_not_be_told_for_a_minute_is_not_told_at_all()
    {
        _failures.Fail(FailedLogonCounter.MailSource, 1, s_window);
        _time.Advance(TimeSpan.FromSeconds(1));
        _failures.Fail(FailedLogonCounter.MailSource, 2, s_window);
        _time.Advance(FailedLogons.Oldest);
        Assert.Equal((UInt128)2, Assert.Single(_failures.Take().Failures).Key);
    }

    [Fact]
    public void Where_nobody_shares_the_state_nothing_waits()
    {
        _failures.IsShared = false;
        _failures.Fail(FailedLogonCounter.MailSource, 1, s_window);
        _failures.Lock(FailedLogonCounter.MailSource, 1);
        Assert.Empty(_failures.Take().Failures);
    }

    [Fact]
    public void Who_follows_a_counter_is_told_of_that_one()
    {
        var heard = new List<ToldFailures>();
        _failures.Follow(FailedLogonCounter.MailUser, heard.Add);
        _failures.Fail(FailedLogonCounter.MailUser, 1, s_window);
        _failures.Fail(FailedLogonCounter.MailSource, 2, s_window);
        foreach (var told in _failures.Take().Failures)
        {
            _failures.Deliver(told);
        }

        Assert.Equal((UInt128)1, Assert.Single(heard).Key);
    }
}
