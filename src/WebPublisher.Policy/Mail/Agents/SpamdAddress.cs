using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Where a spamd listens: a Unix socket, or an address and port.</summary>
/// <param name="EndPoint">The socket's address.</param>
public sealed record SpamdAddress(EndPoint EndPoint)
{
    /// <summary>Whether what is sent there leaves the machine, in clear.</summary>
    public bool IsRemote => EndPoint is IPEndPoint { Address: var address } && !IPAddress.IsLoopback(address);

    /// <summary>As an operator writes it.</summary>
    public override string ToString() => EndPoint is UnixDomainSocketEndPoint ? $"unix:{EndPoint}" : $"tcp:{EndPoint}";
}
