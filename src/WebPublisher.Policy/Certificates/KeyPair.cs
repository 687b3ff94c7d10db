using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Certificates;

/// <summary>A certificate with its private key, and whatever other certificates stood beside it.</summary>
/// <param name="Leaf">The certificate whose public key is the private key's; it has the private key.</param>
/// <param name="Others">All other certificates, in the order of the file.</param>
internal sealed record KeyPair(X509Certificate2 Leaf, IReadOnlyList<X509Certificate2> Others);
