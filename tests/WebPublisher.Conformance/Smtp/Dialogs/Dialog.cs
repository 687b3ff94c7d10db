using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace WebPublisher.Conformance.Smtp.Dialogs;

/// <summary>
/// The client's side of a connection. It reads only when it is asked to: a server that is not listened to is part of some cases. At most one read is under way; one that
/// nobody waits for any longer is taken up by the next who asks.
/// </summary>
internal sealed class Dialog : IAsyncDisposable
{
    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_send = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_reply = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_handshake = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly byte[] _octets = new byte[64 * 1024];
    private Stream _stream;
    private CancellationTokenSource _abandon = new();
    private Task<int>? _read;
    private string _unread = "";

    private Dialog(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<Dialog> ConnectAsync(DnsEndPoint server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var expiry = new CancellationTokenSource(s_connect, TimeProvider.System);
            await socket.ConnectAsync(server, expiry.Token);
            return new Dialog(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends octets.</summary>
    /// <exception cref="DialogClosedException">The server takes them no longer.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> octets)
    {
        using var expiry = new CancellationTokenSource(s_send, TimeProvider.System);
        try
        {
            await _stream.WriteAsync(octets, expiry.Token);
            await _stream.FlushAsync(expiry.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            throw new DialogClosedException(e is OperationCanceledException ? "it takes no more" : e.Message);
        }
    }

    /// <summary>Reads a reply, its lines joined by LF and without CR.</summary>
    /// <exception cref="DialogException">None came in time.</exception>
    /// <exception cref="DialogClosedException">The server closed.</exception>
    public async Task<string> ReplyAsync()
    {
        var reply = new StringBuilder();
        while (true)
        {
            var line = await LineAsync();
            reply.Append(line);
            if (!(line.Length > 3 && line[3] == '-' && line.AsSpan(0, 3).IndexOfAnyExceptInRange('0', '9') < 0))
            {
                return reply.ToString();
            }

            reply.Append('\n');
        }
    }

    /// <summary>Reads whatever comes, for so long or until a second passes in silence.</summary>
    public async Task<Received> DrainAsync(TimeSpan duration)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var text = new StringBuilder(_unread);
        _unread = "";
        while (duration - TimeProvider.System.GetElapsedTime(begun) is var left && left > TimeSpan.Zero)
        {
            var octets = await ReceiveAsync(left < s_silence ? left : s_silence);
            if (octets is null)
            {
                break;
            }

            if (octets.Length == 0)
            {
                return new Received(text.ToString(), IsClosed: true);
            }

            text.Append(octets);
        }

        return new Received(text.ToString(), IsClosed: false);
    }

    /// <summary>Reads until so many replies have come, the server closes, or nothing comes for so long.</summary>
    public async Task<Received> HearAsync(int replies, TimeSpan patience)
    {
        var text = _unread;
        _unread = "";
        while (text.Split('\n').Count(static line => line.Length > 3 && line[3] == ' ') < replies)
        {
            var octets = await ReceiveAsync(patience);
            if (octets is null or "")
            {
                return new Received(text, IsClosed: octets is not null);
            }

            text += octets;
        }

        return new Received(text, IsClosed: false);
    }

    /// <summary>Says that nothing more is sent.</summary>
    public void Finish()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server was quicker.
        }
    }

    /// <summary>Speaks TLS from here on, with whoever it is. What came in clear is forgotten.</summary>
    /// <returns>What had come in clear and was not read.</returns>
    /// <exception cref="DialogClosedException">The handshake failed.</exception>
    public async Task<string> StartTlsAsync()
    {
        if (_read is not null)
        {
            await _abandon.CancelAsync();
            await _read.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _read = null;
            _abandon.Dispose();
            _abandon = new CancellationTokenSource();
        }

        var before = _unread;
        _unread = "";
        using var expiry = new CancellationTokenSource(s_handshake, TimeProvider.System);
        var tls = new SslStream(_stream);
        try
        {
            // Cases are about what the server does with the connection; whose certificate it shows is tested elsewhere.
#pragma warning disable CA5359
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "edge.corp.example", RemoteCertificateValidationCallback = static (_, _, _, _) => true }, expiry.Token);
#pragma warning restore CA5359
        }
        catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException)
        {
            throw new DialogClosedException($"the TLS handshake failed: {e.Message}");
        }

        _stream = tls;
        return before;
    }

    /// <summary>Closes the connection.</summary>
    public void Close() => _socket.Close();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _socket.Close();
        await _abandon.CancelAsync();
        if (_read is not null)
        {
            await _read.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        _abandon.Dispose();
    }

    private async Task<string> LineAsync()
    {
        while (true)
        {
            var end = _unread.IndexOf('\n', StringComparison.Ordinal);
            if (end >= 0)
            {
                var line = _unread[..end].TrimEnd('\r');
                _unread = _unread[(end + 1)..];
                return line;
            }

            var octets = await ReceiveAsync(s_reply) ?? throw new DialogException("no reply came in time");
            if (octets.Length == 0)
            {
                throw new DialogClosedException("the server closed");
            }

            _unread += octets;
        }
    }

    /// <summary>What comes next; empty when the server closed, null when nothing came in time.</summary>
    private async Task<string?> ReceiveAsync(TimeSpan patience)
    {
        try
        {
            _read ??= _stream.ReadAsync(_octets, _abandon.Token).AsTask();
            var count = await _read.WaitAsync(patience, TimeProvider.System);
            _read = null;
            return Encoding.Latin1.GetString(_octets, 0, count);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            _read = null;
            return "";
        }
    }
}
