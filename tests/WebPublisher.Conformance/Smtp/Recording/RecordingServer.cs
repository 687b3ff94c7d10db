using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace WebPublisher.Conformance.Smtp.Recording;

/// <summary>
/// The inner mail server: careless on purpose, and writes everything down. It takes bare line feeds for line ends and every look-alike for the end of content, believes
/// XCLIENT and XFORWARD, and knows every user but <c>nobody*</c>.
/// </summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private ImmutableArray<RecordedMessage> _messages = [];
    private ImmutableArray<string> _commands = [];

    /// <summary>Listens on loopback.</summary>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="certificate">With one, STARTTLS is offered.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public RecordingServer(int port, X509Certificate2? certificate)
    {
        Certificate = certificate;
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>What it shows under TLS.</summary>
    public X509Certificate2? Certificate { get; }

    /// <summary>The messages it took, in their order.</summary>
    public ImmutableArray<RecordedMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return _messages;
            }
        }
    }

    /// <summary>The command lines it got, in their order.</summary>
    public ImmutableArray<string> Commands
    {
        get
        {
            lock (_lock)
            {
                return _commands;
            }
        }
    }

    /// <summary>Forgets what it has recorded.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _messages = [];
            _commands = [];
        }
    }

    /// <summary>Writes a command down.</summary>
    public void Record(string command)
    {
        lock (_lock)
        {
            _commands = _commands.Add(command);
        }
    }

    /// <summary>Writes a message down.</summary>
    public void Record(RecordedMessage message)
    {
        lock (_lock)
        {
            _messages = _messages.Add(message);
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
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(new RecordingSession(this, socket).RunAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions);
        }
    }
}
