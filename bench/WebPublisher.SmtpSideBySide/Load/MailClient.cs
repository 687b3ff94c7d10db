using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.SmtpSideBySide.Load;

/// <summary>A sending server: says the envelope in one packet, as PIPELINING permits, then the content.</summary>
internal sealed class MailClient : IDisposable
{
    private static readonly byte[] s_ehlo = "EHLO client.example\r\n"u8.ToArray();
    private static readonly byte[] s_envelope = "MAIL FROM:<ann@client.example>\r\nRCPT TO:<user@example.test>\r\nDATA\r\n"u8.ToArray();

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[2048];
    private Stream _stream;
    private int _start;
    private int _end;

    private MailClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Connects, greets, and begins TLS if that is wanted.</summary>
    public static async Task<MailClient> ConnectAsync(int port, bool tls)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var client = new MailClient(socket);
        try
        {
            await client.ExpectAsync(220);
            await client.SayAsync(s_ehlo, 250);
            if (tls)
            {
                await client.SayAsync("STARTTLS\r\n"u8.ToArray(), 220);
                var secure = new SslStream(client._stream);
                client._stream = secure;
                await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = "mail.example.test",
                    RemoteCertificateValidationCallback = (_, _, _, _) => true, // it is a proxy of this comparison on loopback
                });
                await client.SayAsync(s_ehlo, 250);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a message.</summary>
    /// <param name="content">Ends with the final dot.</param>
    public async Task SendAsync(ReadOnlyMemory<byte> content)
    {
        await SayAsync(s_envelope, 250);
        await ExpectAsync(250);
        await ExpectAsync(354);
        await SayAsync(content, 250);
    }

    public Task QuitAsync() => SayAsync("QUIT\r\n"u8.ToArray(), 221);

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task SayAsync(ReadOnlyMemory<byte> octets, int code)
    {
        await _stream.WriteAsync(octets);
        await ExpectAsync(code);
    }

    private async Task ExpectAsync(int code)
    {
        while (true)
        {
            var line = await ReadLineAsync();
            if (line.Length < 4 || line[3] != '-')
            {
                if (!line.StartsWith($"{code}", StringComparison.Ordinal))
                {
                    throw new IOException($"expected {code}, got {line}");
                }

                return;
            }
        }
    }

    private async Task<string> ReadLineAsync()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.ASCII.GetString(_buffer, _start, length);
                _start += length + 1;
                return line;
            }

            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var count = await _stream.ReadAsync(_buffer.AsMemory(_end));
            _end += count > 0 ? count : throw new IOException("the connection was closed");
        }
    }
}
