using System.Net;

namespace WebPublisher.Administration.Control;

/// <summary>A running server cannot be asked, or refuses; the message is a sentence for the operator.</summary>
/// <param name="message">Why.</param>
/// <param name="cause">What led to it, or null.</param>
internal sealed class ControlException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The status of the server's refusal; null when it did not answer.</summary>
    public HttpStatusCode? Status { get; init; }
}
