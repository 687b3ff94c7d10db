using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Receive.Tls;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Smtp.EndPoints;

/// <summary>Speaks TLS with the certificates of a receive connector. Without ALPN: SMTP has no name there (RFC 7301 section 6).</summary>
/// <param name="server">Answers handshakes.</param>
/// <param name="memory">Buffers for what is decrypted.</param>
/// <param name="connector">The connector; it has a certificate.</param>
/// <param name="suites">Who restricts the cipher suites.</param>
internal sealed class ConnectorTls(TlsServer server, MemoryPool<byte> memory, ReceiveConnector connector, CipherSuiteChoice suites)
{
    private readonly TlsServerOptions _options = new(connector.Name, connector.Certificates, connector.Tls, [], suites);

    /// <inheritdoc cref="TlsUpgrader"/>
    public async Task<TlsUpgrade?> UpgradeAsync(IDuplexPipe transport, EndPoint client, CancellationToken disconnected)
    {
        var session = await server.AcceptAsync(transport, client, _options, memory, disconnected);
        return session is null ? null : new TlsUpgrade(session.Transport, session.Agreement.Protocol, session.Agreement.CipherSuite, session.DisposeAsync);
    }
}
