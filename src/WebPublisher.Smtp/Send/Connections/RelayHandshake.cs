using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>TLS with an inner server: the name comes from the policy, the certificate is judged before anything is said under TLS.</summary>
internal sealed class RelayHandshake(SendConnector connector, FrontEndServer server, TimeProvider time, ILogger logger)
{
    /// <summary>Begins TLS.</summary>
    /// <returns>The stream to go on with, and what was agreed, for the trace.</returns>
    /// <exception cref="RelayException">There is no TLS, or none with this certificate. Nothing was said under it.</exception>
    public async ValueTask<(SslStream Stream, string Agreed)> SecureAsync(Stream plain, CancellationToken cancellation)
    {
        var expectedName = connector.Certificate.Name ?? server.Host;
        PeerCertificateRefusal? refusal = null;
        var tls = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = expectedName,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    AllowRenegotiation = false,
                    CertificateChainPolicy = PeerCertificateVerifier.ChainPolicy(connector.Certificate, at: null),
                    ClientCertificateContext = connector.Certificate.ClientCertificate?.Context,
                    RemoteCertificateValidationCallback = (_, leaf, chain, _) => (refusal = Judge(leaf, chain, expectedName)) is null,
                },
                cancellation);

            // Suites are chosen process-wide; this holds even where the system's configuration allows more.
            if (!IsAead(tls.NegotiatedCipherSuite))
            {
                throw new RelayException(
                    RelayFailure.TlsFailed, $"the server chose {tls.NegotiatedCipherSuite}, which does not authenticate what it encrypts (AEAD)");
            }

            return (tls, $"{tls.SslProtocol} with {tls.NegotiatedCipherSuite}, certificate of '{expectedName}' verified");
        }
        catch (Exception e) when (refusal is not null)
        {
            await tls.DisposeAsync();
            throw new RelayException(RelayFailure.CertificateRefused, refusal.ToString(), e) { Certificate = refusal };
        }
        catch (Exception e) when (e is AuthenticationException or IOException and not RelayException)
        {
            await tls.DisposeAsync();
            throw new RelayException(RelayFailure.TlsFailed, $"no TLS: {e.InnerException?.Message ?? e.Message}", e);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private PeerCertificateRefusal? Judge(X509Certificate? certificate, X509Chain? chain, string expectedName)
    {
        var leaf = certificate as X509Certificate2;
        var refusal = PeerCertificateVerifier.Verify(leaf, chain?.ChainPolicy.ExtraStore ?? [], connector.Certificate, expectedName, time.GetUtcNow());
        if (refusal is not null)
        {
            logger.CertificateRefused(
                connector.Name, server.Authority, refusal.Failure, refusal.Detail, leaf?.Subject ?? "", leaf?.GetCertHashString(HashAlgorithmName.SHA256) ?? "");
        }

        return refusal;
    }

    private static bool IsAead(TlsCipherSuite suite)
    {
        var name = suite.ToString();
        return name.Contains("_GCM_", StringComparison.Ordinal) || name.Contains("_CCM", StringComparison.Ordinal) || name.Contains("_CHACHA20_", StringComparison.Ordinal);
    }
}
