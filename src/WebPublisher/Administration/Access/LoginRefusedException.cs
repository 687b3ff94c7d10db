namespace WebPublisher.Administration.Access;

/// <summary>Somebody is not let in by what they show; the message is a sentence for them.</summary>
/// <param name="status">The status of the answer.</param>
/// <param name="message">Why.</param>
internal sealed class LoginRefusedException(int status, string message) : Exception(message)
{
    /// <summary>The status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>When to come again; null for no such time.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
