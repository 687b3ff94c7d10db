using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Conformance.Web.Recording;

/// <summary>The webmail server: strict on purpose, and writes every octet down. It answers what it can read without doubt and closes on everything else.</summary>
internal sealed class RecordingFrontEnd : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly SslStreamCertificateContext _certificate;
    private readonly Task _accepting;
    private List<FrontEndSession> _sessions = [];

    /// <summary>Listens on loopback, on a port of the kernel's choice.</summary>
    public RecordingFrontEnd(X509Certificate2 certificate)
    {
        _certificate = SslStreamCertificateContext.Create(certificate, null, offline: true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Begins the recording anew; connections that are still open stay.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _sessions = [.. _sessions.Where(session => !session.IsClosed)];
            foreach (var session in _sessions)
            {
                session.Forget();
            }
        }
    }

    /// <summary>What came since, by connection.</summary>
    public IReadOnlyList<RecordedConnection> Recorded()
    {
        lock (_lock)
        {
            return [.. _sessions.Select(session => session.Recorded()).OfType<RecordedConnection>()];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                var session = new FrontEndSession();
                lock (_lock)
                {
                    _sessions.Add(session);
                }

                running.RemoveAll(task => task.IsCompleted);
                running.Add(session.RunAsync(socket, _certificate, _stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }
}
