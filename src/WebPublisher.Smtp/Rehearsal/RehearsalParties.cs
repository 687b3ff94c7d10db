using System.Net;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>Who connects, and to what.</summary>
/// <param name="Client">The client's address.</param>
/// <param name="Local">The address and port the client connects to.</param>
/// <param name="Balancer">The load balancer between them, which tells the client's address by the PROXY protocol; null for none.</param>
public sealed record RehearsalParties(IPAddress Client, IPEndPoint Local, IPAddress? Balancer = null);
