using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Smtp.Peers;

/// <summary>TLS with a server that the policy names: the name comes from there, the certificate is judged before anything is said under TLS.</summary>
internal static class PeerTls
{
    /// <summary>Begins TLS.</summary>
    /// <param name="plain">The connection; disposed of when there is no TLS.</param>
    /// <param name="policy">What the certificate must satisfy.</param>
    /// <param name="expectedName">The name it must speak for where the policy gives none.</param>
    /// <param name="time">The clock that certificates are judged by.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="PeerTlsException">There is no TLS, or none with this certificate.</exception>
    public static async ValueTask<SslStream> SecureAsync(Stream plain, FrontEndCertificatePolicy policy, string expectedName, TimeProvider time, CancellationToken cancellation)
    {
        var name = policy.Name ?? expectedName;
        (PeerCertificateRefusal Reason, string Subject, string Thumbprint)? refused = null;
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = name,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    AllowRenegotiation = false,
                    CertificateChainPolicy = PeerCertificateVerifier.ChainPolicy(policy, at: null),
                    ClientCertificateContext = policy.ClientCertificate?.Context,
                    RemoteCertificateValidationCallback = (_, leaf, chain, _) => Accepts(leaf as X509Certificate2, chain),
                },
                cancellation);

            // Suites are chosen process-wide; this holds even where the system's configuration allows more.
            if (!IsAead(tls.NegotiatedCipherSuite))
            {
                throw new PeerTlsException($"the server chose {tls.NegotiatedCipherSuite}, which does not authenticate what it encrypts (AEAD)");
            }

            return tls;
        }
        catch (Exception e) when (refused is { } by)
        {
            await tls.DisposeAsync();
            throw new PeerTlsException(by.Reason.ToString(), e) { Refusal = by.Reason, Subject = by.Subject, Thumbprint = by.Thumbprint };
        }
        catch (Exception e) when (e is AuthenticationException or IOException and not PeerTlsException)
        {
            await tls.DisposeAsync();
            throw new PeerTlsException($"no TLS: {e.InnerException?.Message ?? e.Message}", e);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }

        bool Accepts(X509Certificate2? leaf, X509Chain? chain)
        {
            var refusal = PeerCertificateVerifier.Verify(leaf, chain?.ChainPolicy.ExtraStore ?? [], policy, name, time.GetUtcNow());

            // The certificate is gone when the handshake has failed.
            refused = refusal is null ? null : (refusal, leaf?.Subject ?? "", leaf?.GetCertHashString(HashAlgorithmName.SHA256) ?? "");
            return refusal is null;
        }
    }

    private static bool IsAead(TlsCipherSuite suite)
    {
        var name = suite.ToString();
        return name.Contains("_GCM_", StringComparison.Ordinal) || name.Contains("_CCM", StringComparison.Ordinal) || name.Contains("_CHACHA20_", StringComparison.Ordinal);
    }
}
