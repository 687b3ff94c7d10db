using System.Net.Sockets;

namespace WebPublisher.Transport.Sockets;

/// <summary>
/// Probes of connections on which nothing moves (RFC 9293 section 3.8.4). A long poll is silent by intention: only they tell one that waits from one whose other end is
/// gone, and they keep firewalls on the way from forgetting it.
/// </summary>
/// <param name="Idle">Silence before the first probe.</param>
/// <param name="Interval">Between two probes.</param>
/// <param name="Probes">So many without an answer end the connection.</param>
public sealed record TcpKeepAlive(TimeSpan Idle, TimeSpan Interval, int Probes)
{
    /// <summary>For clients: after fifteen minutes one is given up. More often would wake telephones, whose silence saves their batteries.</summary>
    public static TcpKeepAlive Clients { get; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), 5);

    /// <summary>For front ends: after two minutes.</summary>
    public static TcpKeepAlive FrontEnds { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(15), 4);

    /// <summary>Sets it on a socket. What a listening socket has, the connections it accepts inherit.</summary>
    public void Apply(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, (int)Idle.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, (int)Interval.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
    }
}
