namespace WebPublisher.Policy.FrontEnds;

/// <summary>How a server behind the firewall is, as the half that needs it knows without asking it.</summary>
/// <param name="Group">The farm or the send connector it belongs to.</param>
/// <param name="Server">The server.</param>
/// <param name="IsHealthy">Whether probes and live traffic have found nothing wrong; true where nothing looks.</param>
/// <param name="IsResting">Whether no connection is tried for a while, because several in a row have failed.</param>
/// <param name="Problem">What is wrong, as the log tells it; null when nothing is.</param>
public sealed record ServerHealth(string Group, FrontEndServer Server, bool IsHealthy, bool IsResting, string? Problem)
{
    /// <summary>Whether it is given work.</summary>
    public bool IsAvailable => IsHealthy && !IsResting;
}
