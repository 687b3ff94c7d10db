using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace WebPublisher.Smtp.Screening.Http;

/// <summary>Kestrel's view of the screener listeners that speak HTTP: one end point that never changes, at which it accepts what others have accepted.</summary>
internal sealed class HandedConnections : IConnectionListenerFactory, IConnectionListener
{
    // Kestrel's accept loop only hands on.
    private readonly Channel<ConnectionContext> _handed = Channel.CreateBounded<ConnectionContext>(new BoundedChannelOptions(64) { SingleReader = true });

    public EndPoint EndPoint { get; } = new HandedEndPoint();

    /// <summary>Hands a connection to Kestrel; false when that has stopped.</summary>
    public async ValueTask<bool> OfferAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        while (await _handed.Writer.WaitToWriteAsync(cancellation))
        {
            if (_handed.Writer.TryWrite(connection))
            {
                return true;
            }
        }

        return false;
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _handed.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_handed.Reader.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _handed.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _handed.Writer.TryComplete();
        while (_handed.Reader.TryRead(out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    private sealed class HandedEndPoint : EndPoint
    {
        public override string ToString() => "screener listeners";
    }
}
