using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Listeners;
using WebPublisher.Transport.Sockets;
using WebPublisher.Transport.Tls;
using WebPublisher.Transport.Tls.Server;

namespace WebPublisher.Transport.Tests.Tls.Server;

/// <summary>A client's socket, and the server's stream at its other end.</summary>
internal sealed class TlsPair : IAsyncDisposable
{
    private readonly NetworkStream _accepted;

    private TlsPair(Socket client, Socket accepted, ServerCertificate certificate)
    {
        _accepted = new NetworkStream(accepted, ownsSocket: true);
        Client = client;
        Output = new SocketOutput(accepted, () => Interlocked.Increment(ref Aborts));
        var options = new TlsServerOptions(
            "test", [certificate], TlsPolicy.Default, [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11], CipherSuiteChoice.ProcessDefault);
        Server = new TlsServerStream(PipeReader.Create(_accepted), Output, options, TimeProvider.System);
    }

    public int Aborts;

    public Socket Client { get; }

    public SocketOutput Output { get; }

    public TlsServerStream Server { get; }

    /// <summary>Connects.</summary>
    /// <param name="certificate">What the server presents.</param>
    /// <param name="buffers">Bytes the kernel holds for each side and direction, about; 0 for its own choice.</param>
    public static async Task<TlsPair> ConnectAsync(ServerCertificate certificate, int buffers = 0)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        foreach (var socket in buffers > 0 ? [listener, client] : Array.Empty<Socket>())
        {
            (socket.ReceiveBufferSize, socket.SendBufferSize) = (buffers, buffers);
        }

        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        await client.ConnectAsync(listener.LocalEndPoint!);
        var accepted = await listener.AcceptAsync();
        accepted.NoDelay = true;
        return new TlsPair(client, accepted, certificate);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await _accepted.DisposeAsync();
    }
}
