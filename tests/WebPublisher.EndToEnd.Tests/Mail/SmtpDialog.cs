using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>The client's side of an SMTP session, word by word.</summary>
internal sealed class SmtpDialog : IDisposable
{
    private readonly Socket _socket;
    private Stream _stream;
    private StreamReader _reader;

    private SmtpDialog(Socket socket)
    {
        _socket = socket;
        Local = (IPEndPoint)socket.LocalEndPoint!;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream, Encoding.Latin1);
    }

    /// <summary>This side's address and port.</summary>
    public IPEndPoint Local { get; }

    /// <summary>Connects, from an address of choice, and reads nothing yet.</summary>
    public static async Task<SmtpDialog> ConnectAsync(IPEndPoint server, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(server);
        return new SmtpDialog(socket);
    }

    /// <summary>Connects and says EHLO.</summary>
    public static async Task<SmtpDialog> GreetAsync(IPEndPoint server)
    {
        var dialog = await ConnectAsync(server);
        await dialog.ExpectAsync("220");
        await dialog.AskAsync("EHLO client.example.net", "250");
        return dialog;
    }

    /// <summary>Sends octets.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> octets) => await _stream.WriteAsync(octets);

    /// <summary>Sends a line.</summary>
    public Task SayAsync(string line) => SendAsync(Encoding.Latin1.GetBytes($"{line}\r\n"));

    /// <summary>Reads a reply of any number of lines; null when the server has closed.</summary>
    public async Task<string?> ReadReplyAsync()
    {
        var reply = new StringBuilder();
        try
        {
            while (await _reader.ReadLineAsync() is { } line)
            {
                reply.Append(line);
                if (line.Length < 4 || line[3] != '-')
                {
                    return reply.ToString();
                }

                reply.Append('\n');
            }
        }
        catch (IOException)
        {
            // Reset: closed without a word.
        }

        return null;
    }

    /// <summary>Reads a reply that must begin so.</summary>
    public async Task<string> ExpectAsync(string beginning)
    {
        var reply = await ReadReplyAsync();
        Assert.StartsWith(beginning, reply ?? "(closed)", StringComparison.Ordinal);
        return reply!;
    }

    /// <summary>Sends a line and reads its reply, which must begin so.</summary>
    public async Task<string> AskAsync(string line, string beginning)
    {
        await SayAsync(line);
        return await ExpectAsync(beginning);
    }

    /// <summary>STARTTLS with a server whose certificate this authority has issued, and EHLO again.</summary>
    public async Task SecureAsync(string name, string authority)
    {
        await AskAsync("STARTTLS", "220");
        using var root = X509CertificateLoader.LoadCertificateFromFile(authority);
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = name,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        });
        _stream = tls;
        _reader = new StreamReader(tls, Encoding.Latin1);
        await AskAsync("EHLO client.example.net", "250");
    }

    /// <summary>Sends a message by DATA and returns the final reply.</summary>
    /// <param name="sender">The envelope sender.</param>
    /// <param name="recipient">The envelope recipient.</param>
    /// <param name="message">Lines that end with CRLF, dots not stuffed.</param>
    public async Task<string> DeliverAsync(string sender, string recipient, ReadOnlyMemory<byte> message)
    {
        await AskAsync($"MAIL FROM:<{sender}> BODY=8BITMIME", "250");
        await AskAsync($"RCPT TO:<{recipient}>", "250");
        await AskAsync("DATA", "354");
        await SendAsync(Stuffed(message.Span));
        return await ExpectAsync("250");
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Close(0);

    private static byte[] Stuffed(ReadOnlySpan<byte> message)
    {
        var stuffed = new MemoryStream(message.Length + 1024);
        while (!message.IsEmpty)
        {
            var end = message.IndexOf("\r\n"u8);
            Assert.True(end >= 0, "a message must end with CRLF");
            if (message[0] == '.')
            {
                stuffed.WriteByte((byte)'.');
            }

            stuffed.Write(message[..(end + 2)]);
            message = message[(end + 2)..];
        }

        stuffed.Write(".\r\n"u8);
        return stuffed.ToArray();
    }
}
