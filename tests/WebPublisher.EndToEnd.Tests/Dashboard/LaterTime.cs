namespace WebPublisher.EndToEnd.Tests.Dashboard;

/// <summary>The system's clock, set forward when it is told to. Timers and what is measured between two moments go on as they are.</summary>
internal sealed class LaterTime : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _ticks));

    /// <summary>Sets it forward.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
