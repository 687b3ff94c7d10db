using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Tests.Certificates.Peers;

namespace WebPublisher.Smtp.Tests.Directories;

/// <summary>A server that speaks TLS and then what a test tells it to.</summary>
internal sealed class FakeDirectoryServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Stream, Task> _speak;
    private int _connections;

    public FakeDirectoryServer(Func<Stream, Task> speak)
    {
        _speak = speak;
        _listener.Start();
        Server = new FrontEndServer("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        _ = AcceptAsync();
    }

    public FrontEndServer Server { get; }

    /// <summary>How many connections were accepted.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(CertificateCase.Make("good"), null, offline: true) });
            await _speak(tls);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The other side left.
        }
    }
}
