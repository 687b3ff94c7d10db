using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Conformance.Web.Talking;

namespace WebPublisher.Conformance.Waf.Talking;

/// <summary>Sends octets over a connection of their own and reads one answer, whatever it looks like.</summary>
/// <param name="port">Where the server listens on loopback.</param>
/// <param name="serverName">The name asked for in the TLS handshake, or null to speak in clear.</param>
internal sealed class RawClient(int port, string? serverName)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="connected">Told the client's port before anything is sent.</param>
    public async Task<RawAnswer> AskAsync(byte[] request, Action<int> connected)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var own = 0;
        var heard = new MemoryStream();
        string? failure = null;
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
            own = ((IPEndPoint)socket.LocalEndPoint!).Port;
            connected(own);
            await using var stream = await OpenAsync(socket);

            // Who is refused while he sends is answered before he has sent everything.
            var sending = stream.WriteAsync(request).AsTask();
            failure = await ReadAsync(stream, request.AsSpan().StartsWith("HEAD "u8), heard);
            await Task.WhenAny(sending, Task.Delay(s_patience, TimeProvider.System));
        }
        catch (Exception e) when (Http1Client.IsEnd(e))
        {
            failure = e.Message;
        }

        var octets = heard.ToArray();
        return new RawAnswer(own, StatusOf(octets), octets, octets.Length > 0 ? null : failure ?? "closed without an answer");
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        var stream = new NetworkStream(socket, ownsSocket: false);
        if (serverName is null)
        {
            return stream;
        }

        var tls = new SslStream(stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
#pragma warning disable CA5359 // Whoever answers on that port was started a moment ago.
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
#pragma warning restore CA5359
        });
        return tls;
    }

    private static async Task<string?> ReadAsync(Stream stream, bool isHead, MemoryStream heard)
    {
        var buffer = new byte[64 * 1024];
        while (!IsComplete(heard.GetBuffer().AsSpan(0, (int)heard.Length), isHead))
        {
            var reading = stream.ReadAsync(buffer).AsTask();
            int read;
            try
            {
                read = await reading.WaitAsync(s_patience, TimeProvider.System);
            }
            catch (Exception e) when (e is TimeoutException || Http1Client.IsEnd(e))
            {
                return e.Message;
            }

            if (read == 0)
            {
                return null;
            }

            heard.Write(buffer, 0, read);
        }

        return null;
    }

    private static bool IsComplete(ReadOnlySpan<byte> heard, bool isHead)
    {
        var end = heard.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var status = StatusOf(heard);
        if (isHead || status is 204 or 304 or (>= 100 and < 200))
        {
            return true;
        }

        var head = Encoding.Latin1.GetString(heard[..end]);
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return heard.EndsWith("0\r\n\r\n"u8);
        }

        const string Length = "\r\nContent-Length:";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        var number = head.AsSpan(at + Length.Length);
        var stop = number.IndexOf('\r');
        return int.TryParse(stop < 0 ? number : number[..stop], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var length) && heard.Length >= end + 4 + length;
    }

    private static int? StatusOf(ReadOnlySpan<byte> heard) =>
        heard.StartsWith("HTTP/"u8) && heard.IndexOf((byte)' ') is > 0 and var blank && heard.Length >= blank + 4
        && int.TryParse(heard.Slice(blank + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : null;
}
