using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Web.Listeners.Tls;

/// <summary>Which sites a TLS connection may be used for: those that the certificate it was made with covers. Asked of every request, because a connection carries many.</summary>
internal sealed class PresentedCertificate
{
    private readonly ServerCertificate? _certificate;
    private readonly bool _coversName;

    private PresentedCertificate(string serverName, ServerCertificate? certificate)
    {
        ServerName = serverName;
        _certificate = certificate;
        _coversName = certificate?.Covers(serverName) != false;
    }

    /// <summary>The name that was asked for in the handshake (RFC 6066 section 3), or empty.</summary>
    public string ServerName { get; }

    /// <summary>What was presented in a handshake.</summary>
    public static PresentedCertificate Of(TlsAgreement agreement, ListenerPolicy listener) =>
        new(agreement.ServerName, agreement.Presented is { } presented ? listener.Certificates.FirstOrDefault(one => one.Leaf.Equals(presented)) : null);

    /// <summary>
    /// Whether a request for <paramref name="host"/> may come by this connection. A client that asked for a name nobody has here got the listener's first certificate, and has
    /// no reason to believe that one.
    /// </summary>
    /// <param name="host">Lower case, without port.</param>
    public bool Serves(string host)
    {
        if (ServerName.Length > 0 && !_coversName)
        {
            return false;
        }

        return host.Equals(ServerName, StringComparison.OrdinalIgnoreCase) || _certificate?.Covers(host) != false;
    }
}
