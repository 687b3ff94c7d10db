using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A clock of the test's own that says when somebody begins to wait for a time of a certain length.</summary>
/// <param name="watched">The length.</param>
internal sealed class WatchedClock(TimeSpan watched) : TimeProvider
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SemaphoreSlim _begun = new(0);

    /// <summary>Until one wait more of that length has begun.</summary>
    public Task BegunAsync() => _begun.WaitAsync().WaitAsync(TimeSpan.FromSeconds(60), System);

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan by) => _clock.Advance(by);

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime == watched)
        {
            _begun.Release();
        }

        return timer;
    }
}
