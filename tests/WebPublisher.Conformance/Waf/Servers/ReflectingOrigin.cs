using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>
/// The server behind the firewall: 200 for everything, <c>/status/N</c> answers N, and what is posted to <c>/reflect</c> says what the answer shall be:
/// <c>{"status", "headers", "body", "encodedBody"}</c>. It speaks HTTP/1 in clear.
/// </summary>
internal sealed class ReflectingOrigin : IAsyncDisposable
{
    private const int MaximumHead = 1024 * 1024;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Listens on loopback, on a port of the kernel's choice.</summary>
    public ReflectingOrigin()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    /// <summary>What it answers.</summary>
    /// <param name="head">The head of a request, without the empty line.</param>
    /// <param name="body">Its body.</param>
    public static (byte[] Octets, bool Closes) Answer(string head, byte[] body)
    {
        var line = head.Split("\r\n", 2)[0].Split(' ');
        var path = (line.Length > 1 ? line[1] : "/").Split('?')[0];
        var (status, fields, content) = (200, new List<(string Name, string Value)>(), Array.Empty<byte>());
        if (path.StartsWith("/status/", StringComparison.Ordinal) && int.TryParse(path.AsSpan("/status/".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
        {
            status = asked;
        }
        else if (path == "/reflect" && line[0] == "POST")
        {
            (status, fields, content) = Reflect(body);
        }

        var hasContent = status is >= 200 and not (204 or 304);
        if (content.Length > 0 && !fields.Exists(field => field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            fields.Add(("Content-Type", "text/plain; charset=utf-8"));
        }

        var closes = line[^1] != "HTTP/1.1" || head.Contains("\r\nConnection: close", StringComparison.OrdinalIgnoreCase);
        var answer = new StringBuilder($"HTTP/1.1 {status} Answered\r\n");
        foreach (var (name, value) in fields)
        {
            answer.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        answer.Append(hasContent ? $"Content-Length: {content.Length}\r\n" : "").Append(closes ? "Connection: close\r\n" : "").Append("\r\n");
        return ([.. Encoding.Latin1.GetBytes(answer.ToString()), .. hasContent && line[0] != "HEAD" ? content : []], closes);
    }

    private static (int Status, List<(string Name, string Value)> Fields, byte[] Content) Reflect(byte[] body)
    {
        try
        {
            using var specification = JsonDocument.Parse(body);
            var root = specification.RootElement;
            var status = root.TryGetProperty("status", out var number) && number.GetInt32() is > 0 and var given ? given : 200;
            var fields = root.TryGetProperty("headers", out var headers)
                ? headers.EnumerateObject().Where(field => !IsFraming(field.Name)).Select(field => (field.Name, field.Value.ToString())).ToList() : [];
            var content = root.TryGetProperty("encodedBody", out var encoded) && encoded.GetString() is { Length: > 0 } base64 ? Convert.FromBase64String(base64)
                : root.TryGetProperty("body", out var text) ? Encoding.UTF8.GetBytes(text.GetString() ?? "") : [];
            return (status, fields, content);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return (400, [], Encoding.UTF8.GetBytes(e.Message));
        }
    }

    private static bool IsFraming(string name) => name.ToLowerInvariant() is "content-length" or "transfer-encoding" or "connection";

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                running.RemoveAll(task => task.IsCompleted);
                running.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                var reader = new OriginReader(socket);
                while (await reader.ReadHeadAsync(MaximumHead, _stop.Token) is { } head)
                {
                    var (answer, closes) = Answer(head, await reader.ReadBodyAsync(head, _stop.Token));
                    await socket.SendAsync(answer, _stop.Token);
                    if (closes)
                    {
                        socket.Shutdown(SocketShutdown.Send);
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or FormatException)
            {
                // The firewall before it has hung up, or the run is over.
            }
        }
    }
}
