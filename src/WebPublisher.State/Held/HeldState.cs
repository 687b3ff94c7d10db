namespace WebPublisher.State.Held;

/// <summary>What has become of a held message. The numbers stand in the file.</summary>
public enum HeldState
{
    /// <summary>It waits for an operator.</summary>
    Held = 0,

    /// <summary>The inner servers have taken it for all its recipients.</summary>
    Released = 1,
}
