using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>Kestrel connection middleware that puts the screen in front of connections on which HTTP/1.1 is spoken.</summary>
/// <param name="heads">Whether heads are kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ScreenedConnection(KeptHeads heads, TimeProvider time)
{
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<ITlsApplicationProtocolFeature>() is { } agreed && agreed.ApplicationProtocol.Span.SequenceEqual("h2"u8))
        {
            await next(connection);
            return;
        }

        var transport = connection.Transport;
        var feature = new RequestScreenFeature();
        connection.Features.Set(feature);
        connection.Transport = new Screened(new RequestScreen(transport.Input, feature, heads, time), transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    private sealed class Screened(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
