namespace WebPublisher.Refusals;

/// <summary>Nothing is known under a number; the message says for an operator what may be the case.</summary>
/// <param name="message">The whole text.</param>
/// <param name="cause">Why the log could not be read; null when it could.</param>
internal sealed class RefusalUnknownException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether what was asked for is a number at all.</summary>
    public bool IsNumber { get; init; } = true;
}
