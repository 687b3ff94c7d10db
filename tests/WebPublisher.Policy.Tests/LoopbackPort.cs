using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Policy.Tests;

/// <summary>Ports on which nobody listens, to be listened on later or never.</summary>
internal static class LoopbackPort
{
    // Below the range from which the kernel takes local ports by itself: one of those would soon be somebody else's, where many tests connect and listen side by side.
    private const int First = 15_000;
    private const int Last = 32_000;

    /// <summary>A port that is free on every address of this machine.</summary>
    public static int Free()
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                var port = Random.Shared.Next(First, Last);
                socket.Bind(new IPEndPoint(IPAddress.Any, port));
                socket.Listen();
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one.
            }
        }
    }
}
