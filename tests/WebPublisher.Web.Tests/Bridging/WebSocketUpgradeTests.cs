using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class WebSocketUpgradeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_web_socket_over_HTTP_2_reaches_a_front_end_that_speaks_HTTP_1()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            var request = await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Accept(request!)}\r\n\r\n");

            // One frame back, of the text "there" (RFC 6455 section 5.2), and nothing of what comes.
            await connection.WriteAsync("\u0081\u0005there");
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using var socket = new ClientWebSocket { Options = { HttpVersion = HttpVersion.Version20, HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact } };
        using var invoker = Invoker(rig);
        await socket.ConnectAsync(new Uri("wss://mail.example.test/ws"), invoker, CancellationToken.None).WaitAsync(s_patience);

        var buffer = new byte[100];
        var message = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(s_patience);

        Assert.Equal("there", Encoding.ASCII.GetString(buffer, 0, message.Count));
        var request = Assert.Single(frontEnd.Requests);
        Assert.StartsWith("GET /ws HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nUpgrade: websocket\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_front_end_that_does_not_answer_the_handshake_is_not_connected()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: other\r\n\r\n");
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using var socket = new ClientWebSocket { Options = { HttpVersion = HttpVersion.Version20, HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact } };
        using var invoker = Invoker(rig);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri("wss://mail.example.test/ws"), invoker, CancellationToken.None).WaitAsync(s_patience));
        Assert.Equal(502, (await rig.Records.NextAsync()).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_web_socket_on_which_nothing_moves_ends_in_its_sections_time(bool isFlooded)
    {
        var time = new ManualTimeProvider();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = 0L;
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            var request = await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Accept(request!)}\r\n\r\n");
            try
            {
                // A client that reads nothing holds up one direction, so that nobody is left who would see the end of the other.
                do
                {
                    Interlocked.Increment(ref sent);
                    await connection.Stream.WriteAsync(new byte[isFlooded ? 64 * 1024 : 0], connection.Stop);
                }
                while (isFlooded);

                await connection.ReadHeaderAsync();
            }
            finally
            {
                ended.SetResult();
            }
        });
        var section = PublishSection.Whole with { Limits = new LimitsPolicy { ActivityTimeout = TimeSpan.FromMinutes(30) } };
        await using var rig = await PublishingRig.StartAsync(hsts: null, [], time, PublishingRig.Rule(frontEnd, section));
        using var client = await rig.ConnectAsync();
        client.ReceiveBufferSize = 4096;
        await client.GetStream().WriteAsync("GET /ws HTTP/1.1\r\nHost: mail.example.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"u8.ToArray());
        await client.GetStream().ReadExactlyAsync(new byte[12]);
        await Rest.AfterAsync(() => Interlocked.Read(ref sent));

        time.Advance(TimeSpan.FromMinutes(29));
        Assert.False(ended.Task.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(2));

        await ended.Task.WaitAsync(s_patience);
        var record = await rig.Records.NextAsync();
        Assert.Equal((101, PublishingDecision.Forwarded, null), (record.Status, record.Decision, record.Denial));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_hangs_up_is_no_failure_of_the_front_end(bool isReset)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            var request = await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: {Accept(request!)}\r\n\r\n");
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using var client = await rig.ConnectAsync();
        await client.GetStream().WriteAsync("GET /ws HTTP/1.1\r\nHost: mail.example.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"u8.ToArray());
        await client.GetStream().ReadExactlyAsync(new byte[12]);

        client.LingerState = new LingerOption(isReset, 0);
        client.Close();

        var record = await rig.Records.NextAsync();
        Assert.Equal((101, PublishingDecision.Forwarded, null), (record.Status, record.Decision, record.Denial));
    }

    private static HttpMessageInvoker Invoker(PublishingRig rig) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellation) =>
        {
            var client = new TcpClient();
            await client.ConnectAsync(rig.Half.EndPoints["https"], cancellation);
            return client.GetStream();
        },
#pragma warning disable CA5359 // Trust is not the subject here.
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    });

    private static string Accept(string request)
    {
        var key = request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
#pragma warning disable CA5350 // The protocol prescribes it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }
}
