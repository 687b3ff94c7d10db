using System.Net;

namespace WebPublisher.Transport.Sockets;

/// <summary>An end point that is open, as operators see it.</summary>
/// <param name="Kind">What an operator calls it, such as <c>listener</c>.</param>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Address">The address and port it really has.</param>
/// <param name="Protocol">What is spoken there.</param>
/// <param name="Connections">Connections that are open.</param>
public sealed record OpenEndPoint(string Kind, string Name, IPEndPoint Address, string Protocol, int Connections);
