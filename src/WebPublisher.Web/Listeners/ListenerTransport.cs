using System.Net;
using Microsoft.AspNetCore.Connections;

namespace WebPublisher.Web.Listeners;

/// <summary>
/// Kestrel's view of the end points in force. Kestrel's own reload by configuration binds and unbinds in the background, keeps what could be bound when something
/// could not, and tells nobody; a reload of policy must be all or nothing, so the sockets are ours and Kestrel sees two endpoints that never change.
/// </summary>
internal sealed class ListenerTransport(ListenerQueues queues) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is ListenerEndPoint;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(queues.For(((ListenerEndPoint)endpoint).Protocol));
}
