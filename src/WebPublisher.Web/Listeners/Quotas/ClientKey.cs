using WebPublisher.Transport.Sockets;

namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>A client at a listener.</summary>
internal readonly record struct ClientKey(string Listener, SourceNetwork Network);
