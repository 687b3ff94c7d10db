using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WebPublisher.Conformance.Web.Recording;

/// <summary>A connection to the <see cref="RecordingFrontEnd"/>.</summary>
internal sealed class FrontEndSession
{
    private const int Most = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private byte[] _octets = new byte[16 * 1024];
    private int _count;
    private int _answered;
    private int _mark;
    private bool _hasPromised;
    private bool _isUpgraded;

    /// <summary>Whether it has ended.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Counts from here on.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _mark = _count;
        }
    }

    /// <summary>What came since; null when nothing did.</summary>
    public RecordedConnection? Recorded()
    {
        lock (_lock)
        {
            return _count == _mark ? null : new RecordedConnection(StrictReader.Read(_octets.AsSpan(_mark.._count)), _isUpgraded, IsClosed);
        }
    }

    /// <summary>Reads and answers until one side ends.</summary>
    public async Task RunAsync(Socket socket, SslStreamCertificateContext certificate, CancellationToken cancellationToken)
    {
        await using var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate, ApplicationProtocols = [SslApplicationProtocol.Http11] }, cancellationToken);
            var buffer = new byte[64 * 1024];
            var needed = 0;
            while (await tls.ReadAsync(buffer, cancellationToken) is var read and > 0 && _count < Most)
            {
                Keep(buffer.AsSpan(0, read));
                if (_isUpgraded || _count < needed)
                {
                    continue;
                }

                if (await AnswerAsync(tls, cancellationToken) is not { } next)
                {
                    break;
                }

                needed = next;
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The product has gone, or the run is over; what was recorded tells the rest.
        }
        finally
        {
            IsClosed = true;
        }
    }

    private void Keep(ReadOnlySpan<byte> octets)
    {
        lock (_lock)
        {
            if (_octets.Length - _count < octets.Length)
            {
                Array.Resize(ref _octets, Math.Max(2 * _octets.Length, _count + octets.Length));
            }

            octets.CopyTo(_octets.AsSpan(_count));
            _count += octets.Length;
        }
    }

    /// <summary>Answers every request that is complete; null when the connection is to be closed, else how many octets must be there before it is worth looking again.</summary>
    private async Task<int?> AnswerAsync(SslStream tls, CancellationToken cancellationToken)
    {
        var stream = StrictReader.Read(_octets.AsSpan(_answered.._count));
        var begin = _answered;
        foreach (var request in stream.Requests)
        {
            if (!request.IsComplete)
            {
                if (stream.Error is null && !_hasPromised && request.Values("expect").Any(value => value.Equals("100-continue", StringComparison.OrdinalIgnoreCase)))
                {
                    _hasPromised = true;
                    await tls.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
                }

                if (stream.Error is null)
                {
                    return request.AnnouncedEnd + begin ?? 0;
                }

                break;
            }

            _answered = begin + request.End;
            _hasPromised = false;
            if (!await AnswerAsync(tls, request, cancellationToken))
            {
                return null;
            }

            if (_isUpgraded)
            {
                return 0;
            }
        }

        if (stream.Error is not null)
        {
            await tls.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
            return null;
        }

        return 0;
    }

    private async Task<bool> AnswerAsync(SslStream tls, RecordedRequest request, CancellationToken cancellationToken)
    {
        var closes = request.Values("connection").Any(value => value.Equals("close", StringComparison.OrdinalIgnoreCase));
        if (IsWebSocket(request))
        {
            var key = request.Values("sec-websocket-key").FirstOrDefault();
            _isUpgraded = key is not null && request.Values("sec-websocket-version").Contains("13", StringComparer.Ordinal) && request.Target.Contains("/ws/ok", StringComparison.Ordinal);
            await tls.WriteAsync(Octets.Of(_isUpgraded ? Accepted(key!) : "HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 13\r\nContent-Length: 0\r\n\r\n"), cancellationToken);
            return true;
        }

        const string Canned = "/resp/";
        var begin = request.Target.IndexOf(Canned, StringComparison.Ordinal) + Canned.Length;
        var name = begin < Canned.Length ? "" : request.Target[begin..].Split('?', '/')[0];
        if (CannedAnswers.Find(name) is { } canned)
        {
            await tls.WriteAsync(canned, cancellationToken);
            return !CannedAnswers.Closes(name);
        }

        // The marker is what a client knows its own answer by.
        var body = JsonSerializer.Serialize(new { marker = request.Values("x-case").FirstOrDefault(), method = request.Method, target = request.Target });
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n");
        await tls.WriteAsync(Octets.Of(head), cancellationToken);
        if (request.Method != "HEAD")
        {
            await tls.WriteAsync(Encoding.UTF8.GetBytes(body), cancellationToken);
        }

        return !closes;
    }

    private static bool IsWebSocket(RecordedRequest request) => request.Values("upgrade").Any(value => value.Equals("websocket", StringComparison.OrdinalIgnoreCase))
        && request.Values("connection").Any(value => value.Contains("upgrade", StringComparison.OrdinalIgnoreCase));

    // RFC 6455 section 4.2.2, where SHA-1 is no signature but a fixed form.
    private static string Accepted(string key) =>
#pragma warning disable CA5350 // The protocol prescribes it.
        $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")))}\r\n\r\n";
#pragma warning restore CA5350
}
