using System.Collections.Immutable;

namespace WebPublisher.Certificates;

/// <summary>One side's development certificate as it lies on disk.</summary>
/// <param name="AuthorityPath">The authority to trust, PEM.</param>
/// <param name="ChainPath">The certificate followed by its authority, PEM.</param>
/// <param name="KeyPath">The private key, PKCS#8 PEM, mode 0600.</param>
/// <param name="Names">The DNS names and IP addresses it covers.</param>
/// <param name="Expires">The end of its validity.</param>
/// <param name="IsNew">Whether it was written now; false when the one that lay there still serves.</param>
public sealed record DevelopmentCertificate(
    string AuthorityPath, string ChainPath, string KeyPath, ImmutableArray<string> Names, DateTimeOffset Expires, bool IsNew);
