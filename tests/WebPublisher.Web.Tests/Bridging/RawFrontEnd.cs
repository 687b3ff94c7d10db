using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.Tests;

namespace WebPublisher.Web.Tests.Bridging;

/// <summary>A front end written byte by byte, so that it can misbehave. Each connection is served by the script it was given.</summary>
internal sealed class RawFrontEnd : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawConnection, Task> _serve;
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _accepted;

    private RawFrontEnd(int port, Func<RawConnection, Task> serve)
    {
        _serve = serve;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Authority => $"127.0.0.1:{Port}";

    public int Connections => Volatile.Read(ref _accepted);

    /// <summary>Requests as they were read by <see cref="RawConnection.ReadRequestAsync"/>, header and body.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Serves one script on every connection.</summary>
    public static RawFrontEnd Serving(Func<RawConnection, Task> serve, int port = 0) => new(port, serve);

    /// <summary>Answers every request of every connection with the same text.</summary>
    public static RawFrontEnd Answering(string body, int port = 0, string fields = "") => Serving(
        async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{fields}\r\n{body}");
            }
        },
        port);

    /// <summary>An address of this machine where nobody listens.</summary>
    public static string Nobody() => $"127.0.0.1:{LoopbackPort.Free()}";

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _accepted);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException || (e is InvalidOperationException && _stop.IsCancellationRequested))
        {
            // Stopped; a listener that was stopped between two clients says that it was never started.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (_stop.Token.UnsafeRegister(static state => ((TcpClient)state!).Close(), client))
        {
            try
            {
                await _serve(new RawConnection(this, client, _stop.Token));
            }
            catch (Exception e) when (e is IOException or SocketException or InvalidOperationException or OperationCanceledException)
            {
                // The publisher went away, or the test is over.
            }
        }
    }
}

/// <summary>One connection of a <see cref="RawFrontEnd"/>.</summary>
internal sealed class RawConnection(RawFrontEnd owner, TcpClient client, CancellationToken stop)
{
    private readonly NetworkStream _stream = client.GetStream();

    public CancellationToken Stop => stop;

    public Stream Stream => _stream;

    public ValueTask WriteAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop);

    /// <summary>Ends the connection with RST rather than FIN.</summary>
    public void Reset()
    {
        client.LingerState = new LingerOption(enable: true, 0);
        client.Close();
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void CloseHalf() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Holds the connection open without a word.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

    /// <summary>Reads up to the end of a header.</summary>
    public async Task<string?> ReadHeaderAsync()
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (header.Length < 4 || header.ToString(header.Length - 4, 4) != "\r\n\r\n")
        {
            if (await _stream.ReadAsync(one, stop) == 0)
            {
                return null;
            }

            header.Append((char)one[0]);
        }

        return header.ToString();
    }

    /// <summary>Reads a request with a Content-Length or without a body; null at the end of the connection.</summary>
    public async Task<string?> ReadRequestAsync()
    {
        if (await ReadHeaderAsync() is not { } header)
        {
            return null;
        }

        var length = header.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))?[15..].Trim();
        var body = new byte[int.Parse(length ?? "0")];
        await _stream.ReadExactlyAsync(body, stop);
        var request = header + Encoding.Latin1.GetString(body);
        owner.Requests.Enqueue(request);
        return request;
    }
}
