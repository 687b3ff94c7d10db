using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>One connection to an <see cref="InnerServer"/>.</summary>
internal sealed class InnerSession(InnerServer server, Socket socket, CancellationToken stop)
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private int _start;
    private int _end;

    /// <summary>Every command line, and nothing of the content.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public bool IsSecure { get; private set; }

    /// <summary>The name asked for by SNI.</summary>
    public string? AskedFor { get; private set; }

    /// <summary>Octets of content received, finished or not.</summary>
    public long ContentReceived { get; private set; }

    /// <summary>Content that came to its end, where a test reads it itself.</summary>
    public byte[]? Finished { get; set; }

    /// <summary>Done when the connection is over.</summary>
    public Task Ended => _ended.Task;

    public CancellationToken Stop => stop;

    public void Close() => socket.Close(0);

    /// <summary>Waits for ever.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

    public async Task RunAsync()
    {
        try
        {
            if (server.ImplicitTls)
            {
                await SecureAsync();
            }

            if (server.On is null || !await server.On(this, "(connected)"))
            {
                await ReplyAsync(server.Banner);
            }

            while (await ReadLineAsync() is { } line)
            {
                _lines.Enqueue(line);
                if (server.On is null || !await server.On(this, line))
                {
                    await AnswerAsync(line);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
        {
            // The other side left, or the test is over.
        }
        finally
        {
            socket.Dispose();
            _ended.TrySetResult();
        }
    }

    public Task ReplyAsync(string line) => WriteAsync(line + "\r\n");

    public async Task WriteAsync(string text) => await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);

    public async Task<string?> ReadLineAsync()
    {
        var line = new List<byte>();
        while (await ReadByteAsync() is { } octet)
        {
            line.Add(octet);
            if (line.Count >= 2 && line[^2] == '\r' && octet == '\n')
            {
                return Encoding.UTF8.GetString([.. line[..^2]]);
            }
        }

        return null;
    }

    public async Task AnswerAsync(string line)
    {
        var verb = line.Split(' ', ':')[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO":
                var keywords = server.Keywords.ToList();
                if (server.Certificate is not null && !IsSecure)
                {
                    keywords.Add("STARTTLS");
                }

                if (server.Mechanisms is not null && IsSecure)
                {
                    keywords.Add($"AUTH {server.Mechanisms}");
                }

                keywords.Insert(0, $"{InnerServer.Name} at your service");
                await WriteAsync(string.Concat(keywords.Select((k, i) => $"250{(i == keywords.Count - 1 ? ' ' : '-')}{k}\r\n")));
                break;
            case "STARTTLS":
                await ReplyAsync("220 2.0.0 go on");
                await SecureAsync();
                break;
            case "MAIL":
                await ReplyAsync("250 2.1.0 sender fine");
                break;
            case "RCPT":
                await ReplyAsync("250 2.1.5 recipient fine");
                break;
            case "DATA":
                await ReplyAsync("354 go on");
                var message = await ReadContentAsync();
                if (server.On is null || !await server.On(this, ""))
                {
                    server.Keep(message);
                    await ReplyAsync($"250 2.0.0 queued as A{server.Messages.Count} on {InnerServer.Name}");
                }

                break;
            case "QUIT":
                await ReplyAsync("221 2.0.0 bye");
                break;
            default:
                await ReplyAsync("250 2.0.0 fine");
                break;
        }
    }

    /// <summary>Content up to its final dot, dots unstuffed.</summary>
    public async Task<byte[]> ReadContentAsync()
    {
        using var content = new MemoryStream();
        var lineStart = true;
        while (true)
        {
            var octet = await ReadByteAsync() ?? throw new IOException("content broken off");
            ContentReceived++;
            if (lineStart && octet == '.')
            {
                octet = await ReadByteAsync() ?? throw new IOException("content broken off");
                if (octet == '\r')
                {
                    Assert.Equal((byte)'\n', await ReadByteAsync());
                    return content.ToArray();
                }
            }

            content.WriteByte(octet);
            lineStart = octet == '\n';
        }
    }

    /// <summary>Reads so many octets and forgets them.</summary>
    public async Task SkipAsync(int octets)
    {
        for (var i = 0; i < octets && await ReadByteAsync() is not null; i++)
        {
        }
    }

    public async Task SecureAsync()
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(server.Certificate!, null, offline: true) }, stop);
        _stream = tls;
        IsSecure = true;
        AskedFor = tls.TargetHostName;
    }

    private async ValueTask<byte?> ReadByteAsync()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await _stream.ReadAsync(_buffer, stop);
            if (_end == 0)
            {
                return null;
            }
        }

        return _buffer[_start++];
    }
}
