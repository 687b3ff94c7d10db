using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// The channel binding <c>tls-server-end-point</c> (RFC 5929 section 4): a hash of the certificate that a client saw. With Extended Protection a client signs it, and
/// the server compares it with that of its own certificate.
/// </summary>
public static class ChannelBinding
{
    /// <summary>The hash, by the algorithm that the certificate's signature names; SHA-256 for those that name MD5 or SHA-1.</summary>
    /// <returns>Null when the signature names no hash (Ed25519), for which no binding is defined.</returns>
    public static byte[]? EndPointHash(X509Certificate2 certificate) => CertificateAlgorithms.SignatureHash(certificate) switch
    {
        "MD5" or "SHA1" or "SHA256" => SHA256.HashData(certificate.RawData),
        "SHA384" => SHA384.HashData(certificate.RawData),
        "SHA512" => SHA512.HashData(certificate.RawData),
        _ => null,
    };
}
