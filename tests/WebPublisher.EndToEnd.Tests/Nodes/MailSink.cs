using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>An inner mail server that takes everything and counts messages by the number in their field <c>X-Number</c>. It keeps nothing else.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _taken = new();

    /// <summary>Starts it.</summary>
    public MailSink()
    {
        _listener.Start(512);
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public string Authority => _listener.LocalEndpoint.ToString()!;

    /// <summary>How often each number was taken.</summary>
    public IReadOnlyDictionary<string, int> Taken => _taken;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 16 * 1024);
            await SayAsync("220 sink");
            while (await reader.ReadLineAsync() is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "EHLO")
                {
                    await SayAsync("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 100000000");
                }
                else if (verb == "DATA")
                {
                    await SayAsync("354 go ahead");
                    if (await TakeAsync(reader) is not { } number)
                    {
                        return;
                    }

                    _taken.AddOrUpdate(number, 1, static (_, count) => count + 1);
                    await SayAsync($"250 2.0.0 {number}");
                }
                else
                {
                    await SayAsync(verb == "QUIT" ? "221 bye" : "250 2.0.0 ok");
                    if (verb == "QUIT")
                    {
                        return;
                    }
                }
            }

            Task SayAsync(string reply) => stream.WriteAsync(Encoding.Latin1.GetBytes(reply + "\r\n")).AsTask();
        }
        catch (IOException)
        {
            // The other side was killed.
        }
    }

    private static async Task<string?> TakeAsync(StreamReader reader)
    {
        var number = "none";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                return number;
            }

            if (line.StartsWith("X-Number: ", StringComparison.OrdinalIgnoreCase))
            {
                number = line["X-Number: ".Length..];
            }
        }

        return null;
    }
}
