using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Transport.Tls.OpenSsl;

namespace WebPublisher.Transport.Tls.Server;

/// <summary>Contexts by certificate and policy. One lives as long as its certificate, so that sessions are resumed across reloads.</summary>
internal static class TlsServerContexts
{
    private static readonly ConditionalWeakTable<ServerCertificate, ConcurrentDictionary<TlsServerSettings, SslContextHandle?>> s_contexts = [];

    /// <summary>The context, or null where .NET's TLS is needed: without OpenSSL 3, for a certificate with an OCSP responder, whose word .NET alone fetches and staples, and for one that
    /// OpenSSL refuses: .NET says of each handshake why.</summary>
    public static SslContextHandle? For(ServerCertificate certificate, TlsServerSettings settings) =>
        LibSsl.IsAvailable && !HasResponder(certificate.Leaf)
            ? s_contexts.GetValue(certificate, static _ => []).GetOrAdd(settings, static (settings, certificate) => TryMake(certificate, settings), certificate)
            : null;

    private static SslContextHandle? TryMake(ServerCertificate certificate, TlsServerSettings settings)
    {
        try
        {
            return TlsServerContext.Make(certificate, settings);
        }
        catch (AuthenticationException)
        {
            return null;
        }
    }

    private static bool HasResponder(X509Certificate2 leaf) =>
        leaf.Extensions.OfType<X509AuthorityInformationAccessExtension>().Any(extension => extension.EnumerateOcspUris().Any());
}
