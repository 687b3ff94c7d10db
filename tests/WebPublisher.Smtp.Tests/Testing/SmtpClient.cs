using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>A client that says and expects what a dialog says, octet by octet.</summary>
internal sealed class SmtpClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60), TimeProvider.System);
    private readonly Socket _socket;
    private Stream _stream;
    private string _received = "";

    private SmtpClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public static async Task<SmtpClient> ConnectAsync(IPEndPoint endPoint)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint);
        return new SmtpClient(socket);
    }

    /// <summary>
    /// Holds a dialog. <c>C:</c> lines are said, those that follow one another in one packet; <c>S:</c> lines are what the server must say, from the beginning of the line;
    /// <c>S: (closed)</c> is the end of the connection, <c>C: (tls)</c> a handshake. <c>\r</c>, <c>\n</c>, <c>\0</c> in a line of the client are those octets.
    /// </summary>
    public async Task TalkAsync(string dialog)
    {
        var said = new StringBuilder();
        foreach (var line in dialog.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()))
        {
            var text = line.Length > 3 ? line[3..] : "";
            if (line.StartsWith("C:", StringComparison.Ordinal) && text != "(tls)")
            {
                said.Append(text.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\0", "\0", StringComparison.Ordinal)).Append("\r\n");
                continue;
            }

            await SayAsync(said.ToString());
            said.Clear();
            if (text == "(tls)")
            {
                await SecureAsync();
            }
            else if (text == "(closed)")
            {
                Assert.Null(await ReadLineAsync());
            }
            else
            {
                var heard = await ReadLineAsync();
                Assert.True(heard?.StartsWith(text, StringComparison.Ordinal) == true, $"expected '{text}', heard '{heard ?? "(closed)"}'");
            }
        }

        await SayAsync(said.ToString());
    }

    public async Task SayAsync(string text)
    {
        try
        {
            await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), _patience.Token);
        }
        catch (IOException)
        {
            // The server has closed; what it said last is still to be read.
        }
    }

    /// <summary>The next line without its end; null at the end of the connection.</summary>
    public async Task<string?> ReadLineAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var end = _received.IndexOf("\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var line = _received[..end];
                _received = _received[(end + 2)..];
                return line;
            }

            try
            {
                var count = await _stream.ReadAsync(buffer, _patience.Token);
                if (count == 0)
                {
                    return null;
                }

                _received += Encoding.Latin1.GetString(buffer, 0, count);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    public async Task SecureAsync()
    {
        Assert.Empty(_received);
#pragma warning disable CA5359 // The certificate is the test's own.
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "mail.example.com" }, _patience.Token);
        _stream = tls;
    }

    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _patience.Dispose();
    }
}
