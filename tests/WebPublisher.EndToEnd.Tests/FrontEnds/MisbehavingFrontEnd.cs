using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WebPublisher.EndToEnd.Tests.Certificates;

namespace WebPublisher.EndToEnd.Tests.FrontEnds;

/// <summary>
/// An inner server with a good certificate that answers by bytes of the test's choice: each connection reads one request head and is then left to the
/// behaviour; when that returns, the connection is closed.
/// </summary>
internal sealed class MisbehavingFrontEnd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly SslStreamCertificateContext _context;
    private readonly Func<SslStream, CancellationToken, Task> _behaviour;
    private readonly Task _accepting;
    private int _requests;

    /// <summary>Starts it.</summary>
    public MisbehavingFrontEnd(TestAuthority authority, string name, Func<SslStream, CancellationToken, Task> behaviour)
    {
        _certificate = authority.Issue(name);
        _context = SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true);
        _behaviour = behaviour;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Request heads that have arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Answers with these bytes (ISO 8859-1) and closes.</summary>
    public static Func<SslStream, CancellationToken, Task> Saying(string bytes) =>
        async (stream, cancellation) => await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancellation);

    /// <summary>Takes the request and never answers.</summary>
    public static Task Silent(SslStream stream, CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        await using var stream = new SslStream(connection.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = _context }, _stop.Token);
            if (await ReadHeadAsync(stream))
            {
                Interlocked.Increment(ref _requests);
                await _behaviour(stream, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or AuthenticationException)
        {
            // The publisher has closed, or the test is over.
        }
    }

    private async Task<bool> ReadHeadAsync(SslStream stream)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
            if (read == 0)
            {
                return false;
            }

            length += read;
        }

        return true;
    }
}
