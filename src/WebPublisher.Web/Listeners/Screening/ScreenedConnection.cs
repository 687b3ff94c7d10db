using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using WebPublisher.Web.Listeners.Quotas;

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
        var state = new RequestScreenState();
        connection.Features.GetRequiredFeature<ClientConnection>().Screen = state;
        connection.Transport = new Screened(new RequestScreen(transport.Input, state, heads, time), transport.Output);
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
