using System.Globalization;
using System.Net.Security;
using System.Text;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>
/// Clients of the site, through the balancer. Those of HTTP/1.1 are strict: they repeat nothing, and a connection that ends without an answer has failed unless the answer
/// before had announced its end.
/// </summary>
/// <param name="balancer">Says which node to connect to.</param>
/// <param name="pause">How long each client waits between two requests.</param>
internal sealed class WebLoad(Balancer balancer, TimeSpan pause)
{
    private static readonly byte[] s_upload = new byte[200_000];

    /// <summary>The kinds of requests over HTTP/1.1: what is asked, and the status it gets.</summary>
    private static readonly (string Kind, string Head, byte[] Body, int Status)[] s_requests =
    [
        ("h1 1 KB", "GET /mail/small HTTP/1.1", [], 200),
        ("h1 100 KB", "GET /mail/large HTTP/1.1", [], 200),
        ("h1 form", "POST /mail/logon HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded", Encoding.ASCII.GetBytes("username=ann&password=right"), 200),
        ("h1 upload", "PUT /mail/upload HTTP/1.1\r\nContent-Type: application/octet-stream", s_upload, 200),
        ("h1 denied", "GET /closed/door HTTP/1.1", [], 403),
        ("h1 attack", "GET /mail/small?q=1%27%20union%20select%20password%20from%20users--%20 HTTP/1.1", [], 403),
    ];

    /// <summary>What each kind of client has seen.</summary>
    public IReadOnlyList<LoadCount> Counts { get; } = [.. s_requests.Select(request => new LoadCount(request.Kind)), new("h2 1 KB"), new("h2 100 KB"), new("h2 upload"), new("websocket")];

    /// <summary>Runs clients until they are stopped; requests under way are finished.</summary>
    public Task RunAsync(int clientsOfHttp1, int clientsOfHttp2, CancellationToken stop) => Task.WhenAll(
    [
        .. Enumerable.Range(0, clientsOfHttp1).Select(number => Task.Run(() => Http1Async(number, stop), CancellationToken.None)),
        .. Enumerable.Range(0, clientsOfHttp2).Select(number => Task.Run(() => Http2Async(number, stop), CancellationToken.None)),
        Task.Run(() => WebSocketsAsync(stop), CancellationToken.None),
    ]);

    private async Task Http1Async(int number, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (node, since) = (balancer.Pick(), TimeProvider.System.GetTimestamp());
            try
            {
                await using var connection = await node.ConnectAsync(SslApplicationProtocol.Http11, CancellationToken.None);
                var wire = new KeptConnection(connection);
                while (!stop.IsCancellationRequested && !wire.IsAnnouncedClosed)
                {
                    since = TimeProvider.System.GetTimestamp();
                    var kind = number++ % s_requests.Length;
                    if (await AskAsync(wire, node, kind, since) is false)
                    {
                        break;
                    }

                    await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
                }
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
            {
                Counts[number % s_requests.Length].Lose(node, since, $"connecting: {e.Message}");
                await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task<bool> AskAsync(KeptConnection wire, Node node, int kind, long since)
    {
        var (_, head, body, status) = s_requests[kind];
        try
        {
            var got = await wire.AskAsync(string.Create(CultureInfo.InvariantCulture, $"{head}\r\nHost: {Node.PublishedName}:{node.Https.Port}\r\nUser-Agent: soak\r\nAccept: */*\r\n"), body);
            if (got != status)
            {
                Counts[kind].Lose(node, since, $"status {got}");
                return false;
            }

            Counts[kind].Succeed();
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Counts[kind].Lose(node, since, e.Message);
            return false;
        }
    }

    private async Task Http2Async(int number, CancellationToken stop)
    {
        var clients = new Dictionary<Node, HttpClient>();
        while (!stop.IsCancellationRequested)
        {
            var (node, since) = (balancer.Pick(), TimeProvider.System.GetTimestamp());
            var kind = number++ % 3;
            var count = Counts[s_requests.Length + kind];
            if (!clients.TryGetValue(node, out var client))
            {
                clients.Add(node, client = node.CreateHttp2Client());
            }

            try
            {
                using var content = new ByteArrayContent(s_upload);
                using var answer = kind == 2
                    ? await client.PutAsync("/mail/upload", content, CancellationToken.None)
                    : await client.GetAsync(kind == 0 ? "/mail/small" : "/mail/large", CancellationToken.None);
                var length = (await answer.Content.ReadAsByteArrayAsync(CancellationToken.None)).Length;
                if (answer.IsSuccessStatusCode && length == (kind == 1 ? 100_000 : 1_000))
                {
                    count.Succeed();
                }
                else
                {
                    count.Lose(node, since, $"status {(int)answer.StatusCode}, {length} bytes");
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                count.Lose(node, since, e.ToString());
            }

            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
        }

        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private async Task WebSocketsAsync(CancellationToken stop)
    {
        var count = Counts[^1];
        while (!stop.IsCancellationRequested)
        {
            var (node, since) = (balancer.Pick(), TimeProvider.System.GetTimestamp());
            try
            {
                await using var connection = await node.ConnectAsync(SslApplicationProtocol.Http11, CancellationToken.None);
                await EchoAsync(connection, node);
                count.Succeed();
            }
            catch (Exception e) when (e is IOException or InvalidDataException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException)
            {
                count.Lose(node, since, e.Message);
            }

            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>An upgrade, and some words over a second: short enough for every drain.</summary>
    private static async Task EchoAsync(SslStream connection, Node node)
    {
        var request = string.Create(
            CultureInfo.InvariantCulture,
            $"GET /mail/socket HTTP/1.1\r\nHost: {Node.PublishedName}:{node.Https.Port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        await connection.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(connection, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 1, leaveOpen: true);
        var status = await reader.ReadLineAsync() ?? throw new IOException("no answer to an upgrade");
        if (!status.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new InvalidDataException(status);
        }

        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            // The rest of the head.
        }

        // The front end sends back what it gets; what stands in the frames is between it and the client.
        for (var word = 0; word < 5; word++)
        {
            var sent = Encoding.ASCII.GetBytes($"word {word}");
            await connection.WriteAsync(sent);
            var heard = new byte[sent.Length];
            await connection.ReadExactlyAsync(heard);
            if (!heard.AsSpan().SequenceEqual(sent))
            {
                throw new InvalidDataException("the echo is not what was said");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }
}
