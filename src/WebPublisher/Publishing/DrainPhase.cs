namespace WebPublisher.Publishing;

/// <summary>How far a drain is.</summary>
internal enum DrainPhase
{
    /// <summary>The server is not drained.</summary>
    Running,

    /// <summary>It is not ready any more, and lets go of its clients.</summary>
    Draining,

    /// <summary>Nothing is under way.</summary>
    Drained,
}
