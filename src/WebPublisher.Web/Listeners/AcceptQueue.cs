using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Web.Listeners;

/// <summary>Where Kestrel accepts the connections of all listeners of one protocol.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="stopAccepting">Closes the listening sockets when Kestrel stops.</param>
internal sealed class AcceptQueue(ListenerProtocol protocol, Func<Task> stopAccepting) : IConnectionListener
{
    // Kestrel's accept loop only hands on, and so may run where a connection is offered; a short queue passes its backpressure to the kernel's backlog.
    private readonly Channel<ConnectionContext> _accepted =
        Channel.CreateBounded<ConnectionContext>(new BoundedChannelOptions(64) { SingleReader = true, AllowSynchronousContinuations = true });

    public EndPoint EndPoint { get; } = new ListenerEndPoint(protocol);

    /// <summary>Hands a connection to Kestrel.</summary>
    /// <returns>False when Kestrel is stopping; the connection is still the caller's.</returns>
    public async ValueTask<bool> OfferAsync(ConnectionContext connection)
    {
        while (await _accepted.Writer.WaitToWriteAsync())
        {
            if (_accepted.Writer.TryWrite(connection))
            {
                return true;
            }
        }

        return false;
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _accepted.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_accepted.Reader.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        await stopAccepting().WaitAsync(cancellationToken);
        _accepted.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        _accepted.Writer.TryComplete();
        while (_accepted.Reader.TryRead(out var connection))
        {
            connection.Abort();
            await connection.DisposeAsync();
        }
    }
}
