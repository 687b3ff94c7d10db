using WebPublisher.Policy.Certificates;

namespace WebPublisher.Smtp.Peers;

/// <summary>There is no TLS with a server, or none with this certificate. Nothing was said under it.</summary>
/// <param name="detail">Why, for the log.</param>
/// <param name="innerException">What the system reported.</param>
internal sealed class PeerTlsException(string detail, Exception? innerException = null) : IOException(detail, innerException)
{
    /// <summary>What is wrong with the server's certificate, when that is the reason.</summary>
    public PeerCertificateRefusal? Refusal { get; init; }

    /// <summary>The subject of that certificate; empty when there was none.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The SHA-256 of that certificate; empty when there was none.</summary>
    public string Thumbprint { get; init; } = "";
}
