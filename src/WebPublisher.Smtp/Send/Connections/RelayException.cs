using WebPublisher.Policy.Certificates;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>An inner server cannot be used, or cannot be used any more. The message is for the log, not for the client.</summary>
/// <param name="failure">Why.</param>
/// <param name="detail">The value or error that decided.</param>
/// <param name="innerException">What the platform reported, or null.</param>
public sealed class RelayException(RelayFailure failure, string detail, Exception? innerException = null) : IOException(detail, innerException)
{
    /// <summary>Why.</summary>
    public RelayFailure Failure { get; } = failure;

    /// <summary>What is wrong with the server's certificate, when that is the reason.</summary>
    public PeerCertificateRefusal? Certificate { get; init; }
}
