using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WebPublisher.Smtp.Screening.Http;

/// <summary>Speaks HTTP on connections of screener listeners, by Kestrel. It binds nothing.</summary>
internal sealed class ScreenServer : IAsyncDisposable
{
    private readonly HandedConnections _connections = new();
    private readonly KestrelServer _server;

    private ScreenServer(ILoggerFactory loggers)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestLineSize = 32 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        options.Limits.MaxRequestHeaderCount = 500;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        options.Listen(_connections.EndPoint, listen => listen.Protocols = HttpProtocols.Http1);
        _server = new KestrelServer(Options.Create(options), _connections, loggers);
    }

    /// <summary>Starts it.</summary>
    public static async Task<ScreenServer> StartAsync(ILoggerFactory loggers, CancellationToken cancellation)
    {
        var server = new ScreenServer(loggers);
        await server._server.StartAsync(new ScreenApplication(), cancellation);
        return server;
    }

    /// <summary>Answers the requests of a connection until it ends.</summary>
    /// <param name="connection">The connection; it stays the caller's.</param>
    /// <param name="transport">What is read and written.</param>
    /// <param name="screening">Judges what comes.</param>
    public async Task ServeAsync(ConnectionContext connection, IDuplexPipe transport, MessageScreening screening)
    {
        connection.Features.Set(screening);
        await using var lent = new LentConnection(connection, transport);
        if (await _connections.OfferAsync(lent, connection.ConnectionClosed))
        {
            await lent.Returned;
        }
    }

    /// <summary>Ends it, when the connections have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        _server.Dispose();
    }
}
