using System.Net;

namespace WebPublisher.Smtp.Receive.Proxy;

/// <summary>What a load balancer says of a connection.</summary>
/// <param name="Source">The client; null when the connection is the balancer's own (a health check), or of a family that has no addresses here.</param>
/// <param name="Destination">The address and port the client came to; null as above.</param>
internal sealed record ProxyHeader(IPEndPoint? Source, IPEndPoint? Destination);
