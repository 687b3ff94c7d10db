using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WebPublisher.Operations;

/// <summary>The HTTP server below the operations listener and the control socket, with the limits of both; how many connections there may be, each says for itself.</summary>
internal static class OperationsKestrel
{
    /// <summary>Longest body of an action, in bytes.</summary>
    public const int MaximumBody = 64 * 1024;

    /// <summary>Makes one that is not started.</summary>
    /// <param name="listen">Adds its address.</param>
    /// <param name="loggers">Where it logs.</param>
    public static KestrelServer Make(Action<KestrelServerOptions> listen, ILoggerFactory loggers)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };

        // Raised for what is admitted; the body of what is refused is not waited for.
        options.Limits.MaxRequestBodySize = 0;
        options.Limits.MaxRequestLineSize = 4096;
        options.Limits.MaxRequestHeadersTotalSize = 8192;
        options.Limits.MaxRequestHeaderCount = 50;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        listen(options);
        return new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers), loggers);
    }

    /// <summary>Stops one.</summary>
    /// <param name="server">The server, or null.</param>
    /// <param name="time">The clock of the wait.</param>
    public static async Task EndAsync(KestrelServer? server, TimeProvider time)
    {
        if (server is null)
        {
            return;
        }

        // Answers are short: a connection that is still busy after this is cut.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), time);
        await server.StopAsync(patience.Token);
        server.Dispose();
    }
}
