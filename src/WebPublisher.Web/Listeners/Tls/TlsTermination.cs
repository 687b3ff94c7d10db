using System.Buffers;
using System.Net.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls;
using WebPublisher.Web.Listeners.Http2;
using WebPublisher.Web.Listeners.Quotas;
using WebPublisher.Web.Pipeline;

namespace WebPublisher.Web.Listeners.Tls;

/// <summary>
/// Kestrel connection middleware that ends TLS. Ours rather than Kestrel's own, so that a failed handshake is counted with its reason and its listener, and so that
/// the end of a connection is announced. HTTP/2 goes through a guard against floods.
/// </summary>
internal sealed class TlsTermination(TlsServer server, ConnectionQuotas quotas, TimeProvider time)
{
    public async Task RunAsync(ConnectionContext connection, ActiveListener active, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var memory = connection.Features.Get<IMemoryPoolFeature>()?.MemoryPool ?? MemoryPool<byte>.Shared;
        var socket = connection.Features.Get<IConnectionSocketFeature>() is { } feature ? new SocketOutput(feature.Socket, connection.Abort) : null;
        var counted = connection.Features.GetRequiredFeature<ClientConnection>();
        var session = await server.AcceptAsync(transport, connection.RemoteEndPoint, active.Tls!, memory, connection.ConnectionClosed, socket, Guard);
        counted.EndHandshake();
        if (session is null)
        {
            return;
        }

        await using (session)
        {
            var features = new TlsConnectionFeatures(session.Agreement);
            connection.Features.Set<ITlsConnectionFeature>(features);
            connection.Features.Set<ITlsHandshakeFeature>(features);
            connection.Features.Set<ITlsApplicationProtocolFeature>(features);
            connection.Features.Set(new ConnectionEnd(connection, transport.Output, socket, time));
            (counted.Tls, counted.Certificate) = (session.Agreement, PresentedCertificate.Of(session.Agreement, active.Listener));
            connection.Transport = session.Transport;
            socket?.SharedByAnswers = session.Agreement.ApplicationProtocol == SslApplicationProtocol.Http2;
            try
            {
                await next(connection);
            }
            finally
            {
                connection.Transport = transport;
            }
        }

        Stream Guard(Stream tls, TlsAgreement agreement)
        {
            if (agreement.ApplicationProtocol != SslApplicationProtocol.Http2)
            {
                return tls;
            }

            counted.Frames = new FrameAccount(time);
            return new Http2Guard(
                tls,
                counted.Frames,
                time,
                flood => quotas.Tell(connection, counted.Client, ConnectionCut.Flood, flood),
                () => connection.Abort(new ConnectionAbortedException("Its client flooded it.")));
        }
    }
}
