using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// Where a certificate comes from: a PEM chain with a PEM key, or PKCS#12. Paths are absolute. The private key must be RSA or ECDSA; a PEM key may be PKCS#8,
/// PKCS#1, SEC1 or encrypted PKCS#8 (RFC 7468, RFC 5958).
/// </summary>
/// <param name="Name">Its name under <c>certificates</c>.</param>
/// <param name="Location">Where the policy declares it; everything wrong with it is reported there.</param>
/// <param name="ChainPath">PEM file with the certificate and its intermediates, in any order; null for PKCS#12.</param>
/// <param name="KeyPath">PEM file with the private key; null when the key stands in <paramref name="ChainPath"/>, or for PKCS#12.</param>
/// <param name="Pkcs12Path">PKCS#12 file with certificate, key and intermediates; null for PEM.</param>
/// <param name="PasswordSource">The password of the encrypted PEM key or PKCS#12 file, or null when there is none.</param>
public sealed record CertificateSource(
    string Name, SourceLocation Location, string? ChainPath, string? KeyPath = null, string? Pkcs12Path = null, SecretSource? PasswordSource = null)
{
    /// <summary>Every file it is read from: a change to any of them may change the certificate.</summary>
    public IEnumerable<string> Files =>
        new[] { ChainPath, KeyPath, Pkcs12Path, PasswordSource?.FilePath }.OfType<string>();
}
