using System.Net;
using System.Net.Sockets;

namespace WebPublisher.SmtpSideBySide.Load;

/// <summary>A DNS server that knows no name, and vouches for that for an hour: what agents ask is asked once, then cached.</summary>
internal sealed class NameServer : IDisposable
{
    private const int HeaderSize = 12;

    // The root's SOA (RFC 1035 section 3.3.13), without which nobody keeps a negative answer (RFC 2308): names of one octet, five numbers, all an hour.
    private static readonly byte[] s_authority =
    [
        0, 0, 6, 0, 1, 0, 0, 14, 16, 0, 22, 0, 0,
        0, 0, 0, 1, 0, 0, 14, 16, 0, 0, 14, 16, 0, 0, 14, 16, 0, 0, 14, 16,
    ];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Task _serving;

    public NameServer(int port)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _serving = Task.Run(ServeAsync);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _serving.Wait();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[1024];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                await _socket.SendToAsync(NoSuchName(buffer.AsSpan(0, received.ReceivedBytes)), received.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposing of the socket is how it is told to end.
        }
    }

    private static byte[] NoSuchName(ReadOnlySpan<byte> query)
    {
        var end = HeaderSize;
        while (query[end] != 0)
        {
            end += query[end] + 1;
        }

        end += 5;
        byte[] answer = [.. query[..end], .. s_authority];
        (answer[2], answer[3]) = (0x81, 0x83);
        answer.AsSpan(6, 6).Clear();
        answer[9] = 1;
        return answer;
    }
}
