using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Transport.Tests.Sockets;

public sealed class TcpKeepAliveTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Accepted_connections_have_what_their_listening_socket_was_given(string address)
    {
        await using var transport = new SocketTransport(TimeProvider.System, NullLoggerFactory.Instance);
        await using var listener = await transport.Listeners.BindAsync(new IPEndPoint(IPAddress.Parse(address), 0));
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.EndPoint);
        await using var connection = await listener.AcceptAsync();
        var socket = connection!.Features.Get<IConnectionSocketFeature>()!.Socket;

        Assert.Equal((1, 600, 60, 5), Read(socket));
    }

    private static (int On, int Idle, int Interval, int Probes) Read(Socket socket) => (
        (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!,
        (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime)!,
        (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval)!,
        (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount)!);
}
