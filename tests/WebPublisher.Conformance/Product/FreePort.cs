using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Conformance.Product;

/// <summary>Ports for servers that must be told theirs before they start. For any thread.</summary>
internal static class FreePort
{
    // Below the range from which the kernel takes the local ports of outgoing connections: under load one of those could take a port
    // between this check and the server's bind.
    private const int First = 15_000;
    private const int Last = 32_000;
    private static int s_next = Random.Shared.Next(First, Last);

    /// <summary>A TCP port on which nobody listens, on any address of this machine. No port is handed out twice by one process.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref s_next) % (Last - First));
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
