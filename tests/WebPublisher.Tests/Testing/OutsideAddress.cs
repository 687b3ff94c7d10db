using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace WebPublisher.Tests.Testing;

/// <summary>An address of this machine that is not a loopback address, to play the outside on.</summary>
public static class OutsideAddress
{
    public static IPAddress Value { get; } = NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        ?? throw new InvalidOperationException("This machine has no address besides 127.0.0.1 to play the outside on.");
}
