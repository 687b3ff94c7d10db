using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace WebPublisher.Conformance.Smtp.Recording;

/// <summary>A connection to the <see cref="RecordingServer"/>.</summary>
internal sealed class RecordingSession(RecordingServer server, Socket socket)
{
    private const string Keywords = "250-PIPELINING\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250-DSN\r\n";

    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private byte[] _octets = new byte[64 * 1024];
    private int _count;
    private bool _isSecure;
    private string _sender = "";
    private List<string> _recipients = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SayAsync("220 sink.corp.example ESMTP\r\n", cancellationToken);
            while (await LineAsync(cancellationToken) is { } line)
            {
                server.Record(line);
                if (!await ObeyAsync(line, cancellationToken))
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            // The product has gone, or this server has; what was recorded tells the rest.
        }
        finally
        {
            await _stream.DisposeAsync();
        }
    }

    private async Task<bool> ObeyAsync(string line, CancellationToken cancellationToken)
    {
        switch (line[..Math.Min(4, line.Length)].ToUpperInvariant())
        {
            case "EHLO":
                Forget();
                await SayAsync($"250-sink.corp.example\r\n{Keywords}{(server.Certificate is null || _isSecure ? "" : "250-STARTTLS\r\n")}250 XFORWARD NAME ADDR PROTO HELO SOURCE PORT IDENT\r\n", cancellationToken);
                return true;
            case "STAR" when server.Certificate is not null && !_isSecure:
                await SayAsync("220 2.0.0 go ahead\r\n", cancellationToken);
                await SecureAsync(cancellationToken);
                return true;
            case "HELO" or "RSET":
                Forget();
                await SayAsync("250 2.0.0 ok\r\n", cancellationToken);
                return true;
            case "NOOP" or "XFOR" or "XCLI":
                await SayAsync("250 2.0.0 ok\r\n", cancellationToken);
                return true;
            case "MAIL":
                Forget();
                _sender = line;
                await SayAsync("250 2.1.0 ok\r\n", cancellationToken);
                return true;
            case "RCPT":
                await RecipientAsync(line, cancellationToken);
                return true;
            case "DATA" when _recipients.Count == 0:
                await SayAsync("503 5.5.1 no recipients\r\n", cancellationToken);
                return true;
            case "DATA":
                await SayAsync("354 go\r\n", cancellationToken);
                return await ContentAsync(cancellationToken);
            case "QUIT":
                await SayAsync("221 2.0.0 bye\r\n", cancellationToken);
                return false;
            default:
                await SayAsync("502 5.5.2 no\r\n", cancellationToken);
                return true;
        }
    }

    private async Task RecipientAsync(string line, CancellationToken cancellationToken)
    {
        var isUnknown = line.Contains("nobody", StringComparison.Ordinal);
        var isElsewhere = line.Contains("elsewhere.invalid", StringComparison.Ordinal) && !line.Contains("corp.example", StringComparison.Ordinal);
        if (isUnknown || isElsewhere)
        {
            await SayAsync("550 5.1.1 unknown user\r\n", cancellationToken);
            return;
        }

        _recipients.Add(line);
        await SayAsync("250 2.1.5 ok\r\n", cancellationToken);
    }

    private async Task<bool> ContentAsync(CancellationToken cancellationToken)
    {
        // The line end behind DATA counts: a message may be empty.
        Insert("\r\n"u8);
        var from = 1;
        while (true)
        {
            if (LenientEnd.Find(_octets.AsSpan(0, _count), ref from) is { } end)
            {
                var (begin, length) = end.GetOffsetAndLength(_count);
                var content = begin >= 2 ? Encoding.Latin1.GetString(_octets, 2, begin - 2) : "";
                server.Record(new RecordedMessage(_sender, _recipients, content, Encoding.Latin1.GetString(_octets, begin, length)));
                Remove(begin + length);
                Forget();
                await SayAsync($"250 2.0.0 queued as {server.Messages.Length}\r\n", cancellationToken);
                return true;
            }

            if (!await FillAsync(cancellationToken))
            {
                return false;
            }
        }
    }

    private void Forget()
    {
        _sender = "";
        _recipients = [];
    }

    private async Task SecureAsync(CancellationToken cancellationToken)
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(server.Certificate!, null, offline: true) }, cancellationToken);
        _stream = tls;
        _isSecure = true;
        _count = 0;
    }

    private async Task SayAsync(string text, CancellationToken cancellationToken) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    private async Task<string?> LineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var found = _octets.AsSpan(searched, _count - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                var end = searched + found;
                var line = Encoding.Latin1.GetString(_octets, 0, end).TrimEnd('\r');
                Remove(end + 1);
                return line;
            }

            searched = _count;
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        Reserve(1);
        var read = await _stream.ReadAsync(_octets.AsMemory(_count), cancellationToken);
        _count += read;
        return read > 0;
    }

    private void Insert(ReadOnlySpan<byte> octets)
    {
        Reserve(octets.Length);
        Buffer.BlockCopy(_octets, 0, _octets, octets.Length, _count);
        octets.CopyTo(_octets);
        _count += octets.Length;
    }

    private void Remove(int count)
    {
        Buffer.BlockCopy(_octets, count, _octets, 0, _count - count);
        _count -= count;
    }

    private void Reserve(int count)
    {
        if (_octets.Length - _count < count)
        {
            Array.Resize(ref _octets, Math.Max(_octets.Length * 2, _count + count));
        }
    }
}
