using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>An inner server in clear that falls silent at one step for ever, and never closes.</summary>
internal sealed class HangingServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _step;

    /// <summary>Starts it.</summary>
    /// <param name="step"><c>banner</c>, a verb, <c>content</c> (reads none of it) or <c>dot</c> (does not answer behind it).</param>
    public HangingServer(string step)
    {
        _step = step;

        // So that a few megabytes fill what the kernel takes for a reader who does not read.
        _listener.Server.ReceiveBufferSize = 8 * 1024;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Its address and port.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await AnswerAsync(stream, "banner", "220 inner.internal.test ESMTP", stop);
            while (await ReadLineAsync(stream, stop) is { } line)
            {
                var verb = line.Split(' ', ':')[0];
                await AnswerAsync(stream, verb, verb == "DATA" ? "354 go on" : "250 OK", stop);
                if (verb == "DATA")
                {
                    await HangAsync("content", stop);
                    while (await ReadLineAsync(stream, stop) is not (null or "."))
                    {
                    }

                    await AnswerAsync(stream, "dot", "250 OK", stop);
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side left, or the test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream, string step, string answer, CancellationToken stop)
    {
        await HangAsync(step, stop);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\r\n"), stop);
    }

    private Task HangAsync(string step, CancellationToken stop) => step == _step ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop) : Task.CompletedTask;

    // An octet at a time: nothing of what follows is read by accident.
    private static async Task<string?> ReadLineAsync(NetworkStream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        var octet = new byte[1];
        while (await stream.ReadAsync(octet, stop) > 0)
        {
            if (octet[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)octet[0]);
        }

        return null;
    }
}
