using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>
/// The address on which the outside is played. A connection to an address of this machine comes from that same address, so clients of this one are
/// told apart from the publisher, whose connections to front ends on 127.0.0.0/8 come from 127.0.0.1.
/// </summary>
internal static class ClientSideAddress
{
    /// <summary>The IPv6 loopback where there is one, or else an address of a network interface.</summary>
    public static IPAddress Value { get; } = CanBind(IPAddress.IPv6Loopback) ? IPAddress.IPv6Loopback : OfAnInterface();

    /// <summary>As it stands in a URL or a policy: IPv6 in brackets.</summary>
    public static string Literal => Value.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{Value}]" : Value.ToString();

    private static bool CanBind(IPAddress address)
    {
        if (!Socket.OSSupportsIPv6)
        {
            return false;
        }

        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IPAddress OfAnInterface() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?? throw new InvalidOperationException("This machine has neither ::1 nor an address besides 127.0.0.1 to play the outside on.");
}
