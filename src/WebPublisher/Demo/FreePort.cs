using System.Net;
using System.Net.Sockets;
using WebPublisher.Commands;

namespace WebPublisher.Demo;

/// <summary>Ports of 127.0.0.1, looked at before anything is started on them.</summary>
public static class FreePort
{
    // Below the range from which the kernel takes local ports by itself: between this look and the demo's own bind it would give one of those to somebody else.
    private const int First = 15_000;
    private const int Last = 32_000;
    private const int MostTries = 100;

    /// <summary>The port that was asked for, or any free one for 0.</summary>
    /// <param name="port">0 to 65535.</param>
    /// <param name="option">The option that chooses another one, for the message.</param>
    /// <exception cref="CommandFailure">Something else listens on it, or this user may not.</exception>
    public static int Take(int port, string option)
    {
        for (var tries = 0; port == 0; tries++)
        {
            try
            {
                return Listen(Random.Shared.Next(First, Last), option);
            }
            catch (CommandFailure) when (tries < MostTries)
            {
                // Another one.
            }
        }

        return Listen(port, option);
    }

    private static int Listen(int port, string option)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen();
            return port;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new CommandFailure($"port {port} is in use by another program (perhaps another demo). Choose one with {option} PORT; 0 takes any free one.", cause: error);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new CommandFailure($"port {port} needs a privilege. Choose one from 1024 on with {option} PORT; 0 takes any free one.", cause: error);
        }
    }
}
