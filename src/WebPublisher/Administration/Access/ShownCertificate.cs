using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Administration.Access;

/// <summary>What the client has shown in the handshake of its connection, and that it came by TLS at all.</summary>
/// <param name="certificate">The certificate, which has been accepted; null for none.</param>
/// <param name="roots">Those by which it was accepted. What else the client has sent, its chain was built of and is gone.</param>
internal sealed class ShownCertificate(X509Certificate2? certificate, ImmutableArray<X509Certificate2> roots) : ITlsConnectionFeature
{
    /// <inheritdoc/>
    public X509Certificate2? ClientCertificate { get; set; } = certificate;

    /// <summary>Whether there is one that is good by these roots at a moment.</summary>
    public bool IsGood(ImmutableArray<X509Certificate2> trustedRoots, DateTimeOffset at) =>
        ClientCertificate is { } shown && roots == trustedRoots && at.UtcDateTime <= shown.NotAfter.ToUniversalTime();

    /// <inheritdoc/>
    public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
}
