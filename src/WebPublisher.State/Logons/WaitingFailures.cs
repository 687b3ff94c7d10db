namespace WebPublisher.State.Logons;

/// <summary>What waits to be told of a counter.</summary>
internal sealed class WaitingFailures
{
    /// <summary>Whether what was counted before is forgotten.</summary>
    public bool Forgets { get; set; }

    /// <summary>Whether what was counted before has led to a lock.</summary>
    public bool IsLocked { get; set; }

    /// <summary>The failures since.</summary>
    public int Count { get; set; }

    /// <summary>The timestamp of the first of them, or of the end of those before.</summary>
    public long Since { get; set; }

    /// <summary>How long they count.</summary>
    public TimeSpan Window { get; set; }
}
