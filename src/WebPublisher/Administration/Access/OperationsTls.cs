using System.Buffers;
using System.Collections.Immutable;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Operations;
using WebPublisher.Transport.Tls;

namespace WebPublisher.Administration.Access;

/// <summary>Ends TLS on the operations listener, by the rules of all listeners: TLS 1.2 or later, AEAD with forward secrecy, failures counted and logged.</summary>
internal sealed partial class OperationsTls
{
    private const string Name = "operations";

    private readonly TlsServer _server;
    private readonly CipherSuiteChoice _suites;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile Offer _offer;

    private OperationsTls(OperationsPolicy policy, CipherSuiteChoice suites, TimeProvider time, ILogger logger)
    {
        (_suites, _time, _logger) = (suites, time, logger);
        _server = new TlsServer("operations listener", "listener", time, logger);
        _offer = OfferOf(policy);
    }

    /// <summary>Makes it; null for a policy without a certificate, which speaks in clear.</summary>
    public static async Task<OperationsTls?> MakeAsync(OperationsPolicy policy, TimeProvider time, ILogger logger, CancellationToken cancellation) =>
        policy.Certificate is null ? null : new OperationsTls(policy, await TlsServer.ChooseCipherSuitesAsync(logger, cancellation), time, logger);

    /// <summary>Takes another policy for handshakes from now on. It has a certificate, too.</summary>
    public void Follow(OperationsPolicy policy) => _offer = OfferOf(policy);

    /// <summary>Kestrel connection middleware.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var memory = connection.Features.Get<IMemoryPoolFeature>()?.MemoryPool ?? MemoryPool<byte>.Shared;
        var offer = _offer;
        var session = await _server.AcceptAsync(transport, connection.RemoteEndPoint, offer.Options(), memory, connection.ConnectionClosed);
        if (session is null)
        {
            return;
        }

        await using (session)
        {
            connection.Features.Set<ITlsConnectionFeature>(new ShownCertificate(session.Agreement.Shown, offer.Roots));
            connection.Transport = session.Transport;
            try
            {
                await next(connection);
            }
            finally
            {
                connection.Transport = transport;
            }
        }
    }

    private Offer OfferOf(OperationsPolicy policy)
    {
        if (policy.ClientCertificates is not { } clients)
        {
            var options = Options(policy, clients: null);
            return new Offer(() => options, []);
        }

        var roots = clients.TrustedRoots;
        return new Offer(() => Options(policy, new ClientCertificateRequest(ClientCertificateVerifier.ChainPolicy(roots, _time.GetUtcNow()), (leaf, sent) => Accepts(roots, leaf, sent))), roots);
    }

    private TlsServerOptions Options(OperationsPolicy policy, ClientCertificateRequest? clients) =>
        new(Name, [policy.Certificate!], TlsPolicy.Default, [SslApplicationProtocol.Http11], _suites, clients);

    private bool Accepts(ImmutableArray<X509Certificate2> roots, X509Certificate2 leaf, X509Certificate2Collection sent)
    {
        if (ClientCertificateVerifier.Verify(leaf, sent, roots, _time.GetUtcNow()) is not { } problem)
        {
            return true;
        }

        LogRefused(problem);
        return false;
    }

    [LoggerMessage(EventId = 5134, EventName = "ClientCertificateRefused", Level = LogLevel.Warning, Message = "A client certificate was refused at the operations listener: {Problem}")]
    private partial void LogRefused(string problem);

    /// <param name="Options">What is offered to the next handshake.</param>
    /// <param name="Roots">By which client certificates are judged in it; none when none is asked for.</param>
    private sealed record Offer(Func<TlsServerOptions> Options, ImmutableArray<X509Certificate2> Roots);
}
