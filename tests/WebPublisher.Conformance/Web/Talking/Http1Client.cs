using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace WebPublisher.Conformance.Web.Talking;

/// <summary>A client that sends whatever octets it is told to over TLS, and reads until nothing more comes.</summary>
internal sealed class Http1Client : IAsyncDisposable
{
    private static readonly TimeSpan s_sending = TimeSpan.FromSeconds(30);

    // After a whole answer, for one that nobody asked for.
    private static readonly TimeSpan s_afterAnswer = TimeSpan.FromMilliseconds(40);

    // Within an answer whose end is not to be seen by itself.
    private static readonly TimeSpan s_withinAnswer = TimeSpan.FromSeconds(4);

    private readonly SslStream _tls;
    private readonly byte[] _buffer = new byte[16 * 1024];

    // A read that nothing came for goes on: TLS survives no read that was given up.
    private Task<int>? _reading;

    private Http1Client(SslStream tls) => _tls = tls;

    /// <summary>Connects.</summary>
    /// <param name="port">The publisher's, on loopback.</param>
    /// <param name="serverName">The name asked for.</param>
    /// <param name="protocol">The protocol asked for.</param>
    public static async Task<SslStream> ConnectAsync(int port, string serverName, SslApplicationProtocol protocol)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            using var limit = new CancellationTokenSource(s_sending, TimeProvider.System);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = serverName,
                    ApplicationProtocols = [protocol],
#pragma warning disable CA5359 // What the publisher answers is looked at here, and nothing secret is said.
                    RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
                },
                limit.Token);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects for HTTP/1.1.</summary>
    public static async Task<Http1Client> ConnectAsync(int port, string serverName) => new(await ConnectAsync(port, serverName, SslApplicationProtocol.Http11));

    /// <summary>Sends octets and reads.</summary>
    /// <param name="octets">What is sent.</param>
    /// <param name="silence">How long nothing may come before reading is given up; within an answer never longer than some seconds.</param>
    /// <param name="total">How long reading may take.</param>
    public async Task<Heard> AskAsync(byte[] octets, TimeSpan silence, TimeSpan total)
    {
        var note = "";

        // Both at once: who is refused while he sends is answered before he has sent everything.
        var sending = SendAsync(octets);
        var (heard, isClosed) = await ReadAsync(silence, total);
        try
        {
            await sending.WaitAsync(s_sending, TimeProvider.System);
        }
        catch (Exception e) when (IsEnd(e) || e is TimeoutException)
        {
            note = e.Message;
        }

        return Heard.OfHttp1(heard, isClosed, note);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tls.DisposeAsync();

    /// <summary>Whether an exception is the end of a connection.</summary>
    public static bool IsEnd(Exception e) => e is IOException or SocketException or AuthenticationException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    private async Task SendAsync(byte[] octets)
    {
        await _tls.WriteAsync(octets);
        await _tls.FlushAsync();
    }

    private async Task<(byte[] Octets, bool IsClosed)> ReadAsync(TimeSpan silence, TimeSpan total)
    {
        var heard = new MemoryStream();
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            while (TimeProvider.System.GetElapsedTime(begun) < total)
            {
                var patience = heard.Length == 0 || silence < s_withinAnswer ? silence : s_withinAnswer;
                if (IsComplete(heard.GetBuffer().AsSpan(0, (int)heard.Length)))
                {
                    patience = s_afterAnswer;
                }

                _reading ??= _tls.ReadAsync(_buffer).AsTask();
                var read = await _reading.WaitAsync(patience, TimeProvider.System);
                _reading = null;
                if (read == 0)
                {
                    return (heard.ToArray(), true);
                }

                heard.Write(_buffer, 0, read);
            }
        }
        catch (TimeoutException)
        {
            // Nothing more comes.
        }
        catch (Exception e) when (IsEnd(e))
        {
            return (heard.ToArray(), true);
        }

        return (heard.ToArray(), false);
    }

    private static bool IsComplete(ReadOnlySpan<byte> heard)
    {
        var end = heard.IndexOf("\r\n\r\n"u8);
        if (end < 0 || heard.StartsWith("HTTP/1.1 1"u8))
        {
            return false;
        }

        var head = System.Text.Encoding.Latin1.GetString(heard[..end]);
        const string Length = "\r\nContent-Length: ";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return heard.EndsWith("0\r\n\r\n"u8);
        }

        var number = head.AsSpan(at + Length.Length);
        var endOfNumber = number.IndexOf('\r');
        return int.TryParse(endOfNumber < 0 ? number : number[..endOfNumber], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && heard.Length >= end + 4 + length;
    }
}
