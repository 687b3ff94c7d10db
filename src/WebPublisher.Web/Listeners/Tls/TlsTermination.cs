using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Web.Listeners.Tls;

/// <summary>
/// Kestrel connection middleware that ends TLS. Ours rather than Kestrel's own, so that a failed handshake is counted with its reason and its listener, and so that
/// an end of connection is announced by close_notify (RFC 8446 section 6.1): without it a client cannot tell a whole answer from a truncated one.
/// </summary>
internal sealed class TlsTermination(ListenerMetrics metrics, TimeProvider time, ILogger logger)
{
    /// <summary>Longest time from the first byte to the end of a handshake.</summary>
    public static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_closeTimeout = TimeSpan.FromSeconds(1);

    public async Task RunAsync(ConnectionContext connection, ActiveListener active, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        await using var tls = new SslStream(new DuplexStream(transport), leaveInnerStreamOpen: false);
        if (!await HandshakeAsync(connection, tls, active))
        {
            return;
        }

        var features = new TlsConnectionFeatures(tls);
        connection.Features.Set<ITlsConnectionFeature>(features);
        connection.Features.Set<ITlsHandshakeFeature>(features);
        connection.Features.Set<ITlsApplicationProtocolFeature>(features);
        var decrypted = new TlsTransport(tls, connection.Features.Get<IMemoryPoolFeature>()?.MemoryPool ?? MemoryPool<byte>.Shared);
        connection.Transport = decrypted;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
            await decrypted.Input.CompleteAsync();
            await decrypted.Output.CompleteAsync();
            await CloseAsync(tls, connection);
        }
    }

    private async Task<bool> HandshakeAsync(ConnectionContext connection, SslStream tls, ActiveListener active)
    {
        var started = time.GetTimestamp();
        var hello = new Hello(active.Tls!);
        try
        {
            using var timeout = new CancellationTokenSource(HandshakeTimeout, time);
            await tls.AuthenticateAsServerAsync(
                static (_, info, state, _) => ValueTask.FromResult(((Hello)state!).Answer(info.ServerName)),
                hello,
                timeout.Token);
        }
        catch (Exception e)
        {
            var reason = HandshakeFailure.Classify(e, hello.Seen);
            metrics.HandshakeFailed(active.Listener.Name, reason);
            if (reason == HandshakeFailure.Internal)
            {
                ListenerLog.HandshakeFault(logger, active.Listener.Name, connection.RemoteEndPoint, e);
            }
            else
            {
                ListenerLog.HandshakeFailed(logger, active.Listener.Name, connection.RemoteEndPoint, reason, e);
            }

            return false;
        }

        metrics.HandshakeDone(active.Listener.Name, tls.SslProtocol, time.GetElapsedTime(started));
        ListenerLog.HandshakeDone(logger, active.Listener.Name, connection.RemoteEndPoint, tls.SslProtocol);
        return true;
    }

    private async Task CloseAsync(SslStream tls, ConnectionContext connection)
    {
        if (connection.ConnectionClosed.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await tls.ShutdownAsync().WaitAsync(s_closeTimeout, time);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or TimeoutException or OperationCanceledException or SocketException)
        {
            // The peer is gone or does not read; there is nobody left to tell.
            ListenerLog.CloseFailed(logger, connection.RemoteEndPoint, e);
        }
    }

    private sealed class Hello(TlsServerOptions options)
    {
        public bool Seen { get; private set; }

        public SslServerAuthenticationOptions Answer(string serverName)
        {
            Seen = true;
            return options.Select(serverName);
        }
    }
}
