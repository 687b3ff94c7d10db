using System.Net;
using WebPublisher.Policy.Listeners;

namespace WebPublisher.Web.Listeners;

/// <summary>
/// What Kestrel is told to bind: all listeners of one protocol. Behind it an end point set binds, keeps and releases real addresses while Kestrel runs.
/// </summary>
internal sealed class ListenerEndPoint(ListenerProtocol protocol) : EndPoint
{
    public ListenerProtocol Protocol { get; } = protocol;

    public override string ToString() => Protocol == ListenerProtocol.Https ? "https listeners" : "http listeners";
}
