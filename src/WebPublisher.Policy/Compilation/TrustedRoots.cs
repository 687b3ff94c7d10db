using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Compilation;

/// <summary>The certificates of one entry under <c>trustedRoots</c>.</summary>
/// <param name="Certificates">At least one.</param>
internal sealed record TrustedRoots(ImmutableArray<X509Certificate2> Certificates);
