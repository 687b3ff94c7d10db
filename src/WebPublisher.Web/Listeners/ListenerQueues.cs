using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Web.Listeners;

/// <summary>Hands accepted connections to Kestrel, by what their listener speaks.</summary>
/// <param name="http">Where Kestrel accepts those of plain listeners.</param>
/// <param name="https">Where it accepts those of TLS listeners.</param>
internal sealed class ListenerQueues(AcceptQueue http, AcceptQueue https)
{
    public AcceptQueue For(ListenerProtocol protocol) => protocol == ListenerProtocol.Https ? https : http;

    /// <summary>Hands a connection on with what <see cref="ListenerHost"/> asks of it.</summary>
    /// <returns>False when Kestrel is stopping.</returns>
    public ValueTask<bool> DeliverAsync(AcceptedConnection<ActiveListener> accepted)
    {
        var features = accepted.Connection.Features;
        features.Set(accepted.Service);
        features.Set(accepted.EndPoint);
        return For(accepted.Service.Listener.Protocol).OfferAsync(accepted.Connection);
    }
}
