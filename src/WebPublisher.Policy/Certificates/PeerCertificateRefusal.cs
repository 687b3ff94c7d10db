namespace WebPublisher.Policy.Certificates;

/// <summary>Why an inner server's certificate was refused.</summary>
/// <param name="Failure">Which demand it does not meet.</param>
/// <param name="Detail">For the log: the value found and the value expected.</param>
public sealed record PeerCertificateRefusal(PeerCertificateFailure Failure, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Failure}: {Detail}";
}
