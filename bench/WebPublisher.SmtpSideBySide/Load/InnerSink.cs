using System.Net;
using System.Net.Sockets;

namespace WebPublisher.SmtpSideBySide.Load;

/// <summary>The inner server: accepts everything at once and counts it.</summary>
internal sealed class InnerSink : IDisposable
{
    private static readonly byte[] s_banner = "220 inner.example.test ESMTP\r\n"u8.ToArray();
    private static readonly byte[] s_ehlo = "250-inner.example.test\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"u8.ToArray();
    private static readonly byte[] s_ok = "250 2.0.0 Ok\r\n"u8.ToArray();
    private static readonly byte[] s_data = "354 Go ahead\r\n"u8.ToArray();
    private static readonly byte[] s_bye = "221 2.0.0 Bye\r\n"u8.ToArray();

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private int _messages;

    public InnerSink(int port)
    {
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        _listener.Listen(1024);
        _ = AcceptAsync();
    }

    /// <summary>Messages that arrived whole.</summary>
    public int Messages => Volatile.Read(ref _messages);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                await socket.SendAsync(s_banner);
                await ServeAsync(socket);
            }
        }
        catch (SocketException)
        {
            // The proxy is gone.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        var buffer = new byte[64 * 1024];
        var answers = new MemoryStream();
        var end = 0;
        var inContent = false;
        while (true)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(end));
            if (count == 0)
            {
                return;
            }

            end += count;
            var start = 0;
            while (Next(buffer.AsSpan(start..end), inContent) is var length and > 0)
            {
                var answer = Answer(buffer.AsSpan(start, length), ref inContent);
                answers.Write(answer);
                start += length;
            }

            // The beginning of an end of content that is not complete stays, the rest of content goes.
            start = inContent ? Math.Max(start, end - 4) : start;
            buffer.AsSpan(start..end).CopyTo(buffer);
            end -= start;
            if (answers.Length > 0)
            {
                await socket.SendAsync(answers.GetBuffer().AsMemory(0, (int)answers.Length));
                answers.SetLength(0);
            }
        }
    }

    /// <summary>Octets up to the end of a line, or of the content; 0 while that has not come.</summary>
    private static int Next(ReadOnlySpan<byte> octets, bool inContent)
    {
        var mark = inContent ? "\r\n.\r\n"u8 : "\r\n"u8;
        return octets.IndexOf(mark) is var at and >= 0 ? at + mark.Length : 0;
    }

    private byte[] Answer(ReadOnlySpan<byte> line, ref bool inContent)
    {
        if (inContent)
        {
            inContent = false;
            Interlocked.Increment(ref _messages);
            return s_ok;
        }

        inContent = line.StartsWith("DATA"u8);
        return inContent ? s_data : line.StartsWith("EHLO"u8) ? s_ehlo : line.StartsWith("QUIT"u8) ? s_bye : s_ok;
    }
}
