using System.Net;
using System.Net.Sockets;
using System.Text;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class FrontEndForwarderTests
{
    [Fact]
    public async Task An_answer_goes_to_the_client_and_into_the_record()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using var content = new ByteArrayContent(new byte[10]);
        using var response = await published.Client.PostAsync("/owa/?a=b", content);
        Assert.Equal("hello", await response.Content.ReadAsStringAsync());

        var record = await RecordAsync(published);
        Assert.Equal(PublishingDecision.Forwarded, record.Decision);
        Assert.Equal("owa-farm", record.Farm);
        Assert.Equal(frontEnd.Authority, record.FrontEnd);
        Assert.Equal(1, record.Attempts);
        Assert.Equal(10, record.RequestBytes);
        Assert.Equal(5, record.ResponseBytes);
        Assert.NotNull(record.FrontEndDuration);
        Assert.StartsWith("POST /owa/?a=b HTTP/1.1\r\n", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_farm_that_is_down_is_unreachable()
    {
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(RawFrontEnd.Nobody()));
        Assert.Equal(nameof(DenialReason.FrontEndUnreachable), await published.GetAsync());
        var record = await RecordAsync(published);
        Assert.Equal(1, record.Attempts);
        Assert.Contains("refused", record.Denial!.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_that_takes_no_connections_in_time_is_unreachable()
    {
        // A full backlog drops SYNs: the address is there and says nothing.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!);
        var farm = PublishedFarm.Farmed(full.LocalEndPoint!.ToString()!);
        await using var published = await PublishedFarm.StartAsync(farm with { Resilience = farm.Resilience with { ConnectTimeout = TimeSpan.FromMilliseconds(200) } });
        Assert.Equal(nameof(DenialReason.FrontEndUnreachable), await published.GetAsync());
        Assert.Contains("no connection within 0.2 s", (await RecordAsync(published)).Denial!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_times_out()
    {
        await using var frontEnd = RawFrontEnd.Serving(connection => connection.HangAsync());
        var farm = PublishedFarm.Farmed(frontEnd.Authority);
        await using var published = await PublishedFarm.StartAsync(farm with { Resilience = farm.Resilience with { ActivityTimeout = TimeSpan.FromMilliseconds(200) } });
        Assert.Equal(nameof(DenialReason.FrontEndTimeout), await published.GetAsync());
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 two hundred\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: anything\r\n\r\n")]
    [InlineData("")]
    public async Task Garbage_and_answers_that_break_off_are_not_passed_on(string answer)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await published.GetAsync());
    }

    [Fact]
    public async Task An_endless_header_is_cut_off()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\n");
            while (true)
            {
                await connection.WriteAsync($"X-Filler: {new string('x', 1000)}\r\n");
            }
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await published.GetAsync());
    }

    [Fact]
    public async Task A_connection_reset_after_the_request_is_not_retried()
    {
        await using var resetting = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(resetting.Authority));
        using var content = new StringContent("once");
        using var response = await published.Client.PostAsync("/", content);
        Assert.Equal(nameof(DenialReason.FrontEndInvalidResponse), await response.Content.ReadAsStringAsync());
        Assert.Single(resetting.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart of it")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\npart of it\r\n")]
    public async Task A_body_that_breaks_off_never_looks_complete(string answer)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(answer);
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => published.GetAsync());
        Assert.True(error is HttpRequestException or IOException, error.ToString());
        var record = await RecordAsync(published);
        Assert.Null(record.Denial);
        Assert.Equal(10, record.ResponseBytes);
        Assert.Contains(published.Log, logged => logged.Id.Id == 3004);
    }

    [Fact]
    public async Task Another_server_is_tried_when_the_first_takes_no_connection_and_the_body_arrives_once()
    {
        await using var second = RawFrontEnd.Answering("second");
        await using var published = await PublishedFarm.StartAsync(FirstDownThen(second));
        using var content = new StringContent("the whole body");
        using var response = await published.Client.PostAsync("/", content);
        Assert.Equal("second", await response.Content.ReadAsStringAsync());
        Assert.EndsWith("\r\n\r\nthe whole body", Assert.Single(second.Requests), StringComparison.Ordinal);
        var record = await RecordAsync(published);
        Assert.Equal(2, record.Attempts);
        Assert.Equal(second.Authority, record.FrontEnd);
        Assert.Equal(PublishingDecision.Forwarded, record.Decision);
    }

    [Fact]
    public async Task No_other_server_is_tried_when_the_policy_allows_no_retry()
    {
        await using var second = RawFrontEnd.Answering("second");
        var farm = FirstDownThen(second);
        await using var published = await PublishedFarm.StartAsync(farm with { Resilience = farm.Resilience with { Retries = 0 } });
        Assert.Equal(nameof(DenialReason.FrontEndUnreachable), await published.GetAsync());
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task A_request_whose_body_has_begun_is_not_sent_a_second_time()
    {
        // The first server takes the request and dies in the middle of the body; nothing may reach the second.
        await using var dying = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            connection.Reset();
        });
        await using var second = RawFrontEnd.Answering("second");
        var farm = PublishedFarm.Farmed(dying.Authority, second.Authority) with { Balancing = Balancing.RoundRobin };
        await using var published = await PublishedFarm.StartAsync(farm);
        for (var i = 0; i < 2; i++)
        {
            using var content = new ByteArrayContent(new byte[1 << 20]);
            using var response = await published.Client.PostAsync("/", content);
            await response.Content.ReadAsStringAsync();
        }

        Assert.Single(second.Requests);
        Assert.All(published.Records, record => Assert.Equal(1, record.Attempts));
    }

    [Fact]
    public async Task A_client_that_goes_away_is_recorded_as_gone()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            reached.SetResult();
            await connection.HangAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, published.Port);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: mail.nwtraders.example\r\n\r\n"u8.ToArray());
            await reached.Task;
        }

        var record = await RecordAsync(published);
        Assert.Equal(PublishingDecision.Abandoned, record.Decision);
        Assert.Null(record.Denial);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_as_too_large()
    {
        await using var frontEnd = RawFrontEnd.Answering("taken");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        published.MaximumRequestBody = 10;
        using var content = new ByteArrayContent(new byte[11]);
        using var response = await published.Client.PostAsync("/", content);
        Assert.Equal(nameof(DenialReason.BodyTooLarge), await response.Content.ReadAsStringAsync());
        Assert.Empty(frontEnd.Requests);
    }

    [Fact]
    public async Task An_early_refusal_of_an_upload_reaches_the_client()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.WriteAsync("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            await connection.ReadHeaderAsync();
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using var content = new ByteArrayContent(new byte[100]);
        using var response = await published.Client.PostAsync("/", content);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_web_socket_is_relayed_both_ways()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n");
            await connection.Stream.CopyToAsync(connection.Stream, connection.Stop);
        });
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(frontEnd.Authority));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, published.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(
            "GET /chat HTTP/1.1\r\nHost: mail.nwtraders.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"u8.ToArray());
        var reader = new StreamReader(stream, Encoding.Latin1);
        Assert.Equal("HTTP/1.1 101 Switching Protocols", await reader.ReadLineAsync());
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
            // The rest of the header.
        }

        await stream.WriteAsync("there and back\n"u8.ToArray());
        Assert.Equal("there and back", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Servers_take_turns()
    {
        await using var left = RawFrontEnd.Answering("left");
        await using var right = RawFrontEnd.Answering("right");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(left.Authority, right.Authority) with { Balancing = Balancing.RoundRobin });

        var first = await published.GetAsync();
        var second = await published.GetAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(first, await published.GetAsync());
        Assert.Equal(second, await published.GetAsync());
    }

    [Fact]
    public async Task The_busy_server_is_spared()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        RawFrontEnd HoldingTheFirst(string name) => RawFrontEnd.Serving(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                if (busy.TrySetResult(name))
                {
                    await release.Task;
                }

                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {name.Length}\r\n\r\n{name}");
            }
        });
        await using var left = HoldingTheFirst("left");
        await using var right = HoldingTheFirst("right");
        await using var published = await PublishedFarm.StartAsync(PublishedFarm.Farmed(left.Authority, right.Authority) with { Balancing = Balancing.LeastRequests });
        var held = published.GetAsync();
        var idle = await busy.Task == "left" ? right.Authority : left.Authority;
        try
        {
            // The other server counts as busy until the record is complete, a little after the answer is.
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(idle, (await published.GetRecordAsync()).FrontEnd);
            }
        }
        finally
        {
            release.SetResult();
        }

        Assert.Equal(await busy.Task, await held);
    }

    private static FrontEndFarm FirstDownThen(RawFrontEnd second)
    {
        // "First" goes by alphabet; the port is part of the name, so the dead server gets another address of the loopback network.
        var dead = RawFrontEnd.Nobody().Replace("127.0.0.1", "127.0.0.0", StringComparison.Ordinal);
        return PublishedFarm.Farmed(dead, second.Authority);
    }

    private static async Task<PublishingRecord> RecordAsync(PublishedFarm published)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        PublishingRecord? record;
        while (!published.Records.TryPeek(out record))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        return record;
    }
}
