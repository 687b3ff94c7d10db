using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using WebPublisher.Demo.FrontEnd;

namespace WebPublisher.Demo.MailServer;

/// <summary>
/// The demo's mail server: holds the mailboxes that the webmail shows, on loopback, and takes mail under TLS only. It knows its accounts and nobody else, and sends nothing.
/// </summary>
public sealed partial class InnerMailServer : IAsyncDisposable
{
    /// <summary>The name it has behind the firewall; its certificate carries it.</summary>
    public const string InnerName = "mailbox.corp.internal";

    /// <summary>Connections at once; further ones wait to be accepted.</summary>
    public const int MaximumConnections = 50;

    /// <summary>Octets of a message: 1 MB.</summary>
    public const int MaximumMessage = 1024 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _room = new(MaximumConnections);
    private readonly SslServerAuthenticationOptions _tls;
    private readonly MailStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _accepting;

    private InnerMailServer(X509Certificate2 certificate, MailStore store, TimeProvider time, ILogger logger)
    {
        _tls = new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true) };
        _store = store;
        _time = time;
        _logger = logger;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts the server on a free port of 127.0.0.1.</summary>
    /// <param name="certificate">Its certificate, with private key.</param>
    /// <param name="store">Where mail goes.</param>
    /// <param name="time">The clock of time limits.</param>
    /// <param name="loggers">Where it logs.</param>
    public static InnerMailServer Start(X509Certificate2 certificate, MailStore store, TimeProvider time, ILoggerFactory loggers) =>
        new(certificate, store, time, loggers.CreateLogger<InnerMailServer>());

    /// <summary>Stops the server; sessions end where they are.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;

        // Whoever still has a place gives it back.
        for (var place = 0; place < MaximumConnections; place++)
        {
            await _room.WaitAsync();
        }

        _room.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _room.WaitAsync(_stopping.Token);
                _ = ServeAsync(await AcceptOneAsync());
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async ValueTask<Socket> AcceptOneAsync()
    {
        try
        {
            return await _listener.AcceptSocketAsync(_stopping.Token);
        }
        catch
        {
            _room.Release();
            throw;
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            socket.NoDelay = true;
            using var session = new InnerMailSession(new NetworkStream(socket, ownsSocket: true), _tls, _store, _time);
            await session.RunAsync(_stopping.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or AuthenticationException or OperationCanceledException or TimeoutException)
        {
            SessionBroken(e.Message);
        }
        finally
        {
            _room.Release();
        }
    }

    [LoggerMessage(6030, LogLevel.Debug, "A session with the demo's mail server broke off: {Error}")]
    private partial void SessionBroken(string error);
}
