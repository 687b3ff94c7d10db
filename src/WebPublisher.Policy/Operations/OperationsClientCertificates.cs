using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Policy.Operations;

/// <summary>Whose client certificates let somebody into the operations server.</summary>
/// <param name="TrustedRoots">The only roots they may come from; at least one.</param>
/// <param name="Names">Common names, and DNS names or mail addresses of the subject alternative name, that are let in; at least one, compared without case.</param>
/// <param name="May">What their holders may do.</param>
public sealed record OperationsClientCertificates(ImmutableArray<X509Certificate2> TrustedRoots, ImmutableArray<string> Names, OperationsRight May);
