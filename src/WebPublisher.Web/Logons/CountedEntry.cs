namespace WebPublisher.Web.Logons;

/// <summary>Something that is counted for a while. Guarded by its own lock.</summary>
internal abstract class CountedEntry
{
    private long _endsAt;

    /// <summary>The timestamp from which on it may be forgotten.</summary>
    public long EndsAt => Volatile.Read(ref _endsAt);

    /// <summary>Whoever reads or changes it holds this.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Keeps it up to a timestamp at least.</summary>
    protected void KeepUntil(long timestamp) => Volatile.Write(ref _endsAt, Math.Max(EndsAt, timestamp));
}
