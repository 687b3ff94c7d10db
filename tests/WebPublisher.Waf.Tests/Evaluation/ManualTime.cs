namespace WebPublisher.Waf.Tests.Evaluation;

/// <summary>A clock that only a test moves.</summary>
internal sealed class ManualTime : TimeProvider
{
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How much passes each time somebody looks.</summary>
    public TimeSpan Pace { get; init; }

    public void Advance(TimeSpan by) => _elapsed += by;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero) + _elapsed;

    public override long GetTimestamp()
    {
        _elapsed += Pace;
        return _elapsed.Ticks;
    }
}
