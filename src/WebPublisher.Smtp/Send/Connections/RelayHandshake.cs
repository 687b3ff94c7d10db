using System.Net.Security;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Peers;

namespace WebPublisher.Smtp.Send.Connections;

/// <summary>TLS with an inner server: the name comes from the policy, the certificate is judged before anything is said under TLS.</summary>
internal sealed class RelayHandshake(SendConnector connector, FrontEndServer server, TimeProvider time, ILogger logger)
{
    /// <summary>Begins TLS.</summary>
    /// <returns>The stream to go on with, and what was agreed, for the trace.</returns>
    /// <exception cref="RelayException">There is no TLS, or none with this certificate. Nothing was said under it.</exception>
    public async ValueTask<(SslStream Stream, string Agreed)> SecureAsync(Stream plain, CancellationToken cancellation)
    {
        try
        {
            var tls = await PeerTls.SecureAsync(plain, connector.Certificate, server.Host, time, cancellation);
            return (tls, $"{tls.SslProtocol} with {tls.NegotiatedCipherSuite}, certificate of '{connector.Certificate.Name ?? server.Host}' verified");
        }
        catch (PeerTlsException e) when (e.Refusal is { } refusal)
        {
            logger.CertificateRefused(connector.Name, server.Authority, refusal.Failure, refusal.Detail, e.Subject, e.Thumbprint);
            throw new RelayException(RelayFailure.CertificateRefused, e.Message, e) { Certificate = refusal };
        }
        catch (PeerTlsException e)
        {
            throw new RelayException(RelayFailure.TlsFailed, e.Message, e);
        }
    }
}
