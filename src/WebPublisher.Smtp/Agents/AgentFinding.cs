namespace WebPublisher.Smtp.Agents;

/// <summary>Which agent found what, and when.</summary>
/// <param name="Agent">The agent's key in the policy.</param>
/// <param name="Event">The event it was asked at.</param>
/// <param name="Finding">What it found.</param>
public sealed record AgentFinding(string Agent, AgentEvent Event, Finding Finding)
{
    /// <summary>How many findings a record keeps: recipients are many.</summary>
    internal const int MaximumKept = 20;

    /// <summary>The finding in one line, for logs.</summary>
    public override string ToString() => $"{Agent} {Event}: {Finding.Kind} {Finding.Reason} ({Finding.Evidence})";
}
