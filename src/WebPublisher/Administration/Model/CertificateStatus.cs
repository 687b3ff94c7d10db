using System.Collections.Immutable;

namespace WebPublisher.Administration.Model;

/// <summary>A certificate.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Subject">Its subject's common name, or its first name.</param>
/// <param name="Names">The DNS names it is for.</param>
/// <param name="Issuer">The common name of its issuer.</param>
/// <param name="NotBefore">Valid from.</param>
/// <param name="NotAfter">Valid until.</param>
/// <param name="Sha256">Its fingerprint in hexadecimal.</param>
internal sealed record CertificateStatus(
    string Name,
    string Subject,
    ImmutableArray<string> Names,
    string Issuer,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    string Sha256);
