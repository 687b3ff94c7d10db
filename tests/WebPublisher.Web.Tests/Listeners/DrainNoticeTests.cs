using System.Buffers.Binary;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Listeners;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners;

public sealed class DrainNoticeTests : IDisposable
{
    private const string Request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private const int AnyStream = int.MaxValue;

    private static readonly ListenerPolicy s_http = TestPolicy.Listener("http", ListenerProtocol.Http, "127.0.0.1:0");

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_request_on_a_connection_that_was_asked_to_end_is_its_last()
    {
        await using var rig = await ListenerRig.StartAsync(
            http =>
            {
                new DrainNotice().Tell(http, new AskedToEnd());
                return ListenerRig.SayListener(http);
            },
            s_http);

        // Read to the end of the connection, which the client did not ask to close.
        var answer = await ListenerHostTests.RawAsync(rig.EndPoint("http"), Request);

        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_races_the_announcement_is_answered_and_hears_of_the_end()
    {
        await using var rig = await ListenerRig.StartAsync(SayOk, s_http);
        await using var client = await HttpWire.ConnectAsync(rig.EndPoint("http"));
        Assert.Null((await client.AskAsync("/")).Field("Connection"));

        // Kept alive, and idle: an announcement alone closes nothing.
        rig.Host.AnnounceEnd(true);
        var answer = await client.AskAsync("/");

        Assert.Equal((200, "close"), (answer.Status, answer.Field("Connection")));
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task New_connections_are_served_with_one_answer_each_until_it_is_taken_back()
    {
        await using var rig = await ListenerRig.StartAsync(SayOk, s_http);
        rig.Host.AnnounceEnd(true);
        await using (var one = await HttpWire.ConnectAsync(rig.EndPoint("http")))
        {
            Assert.Equal("close", (await one.AskAsync("/")).Field("Connection"));
        }

        rig.Host.AnnounceEnd(false);

        await using var kept = await HttpWire.ConnectAsync(rig.EndPoint("http"));
        Assert.Null((await kept.AskAsync("/")).Field("Connection"));
        Assert.Equal(200, (await kept.AskAsync("/")).Status);
    }

    [Fact]
    public async Task Of_pipelined_requests_the_first_is_answered_whole_and_the_others_are_the_clients_again()
    {
        var large = new string('x', 300_000);
        await using var rig = await ListenerRig.StartAsync(
            http =>
            {
                http.Response.ContentLength = large.Length;
                return http.Response.WriteAsync(large);
            },
            s_http);
        rig.Host.AnnounceEnd(true);

        var answers = await ListenerHostTests.RawAsync(rig.EndPoint("http"), Request + Request + Request);

        Assert.Equal(2, answers.Split("HTTP/1.1 200").Length);
        Assert.Contains("\r\nConnection: close\r\n", answers, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n" + large, answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_says_what_the_connection_becomes()
    {
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                http.Response.Headers.Upgrade = "echo";
                await using var stream = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
                await stream.WriteAsync("hello"u8.ToArray());
            },
            s_http);
        rig.Host.AnnounceEnd(true);
        await using var client = await HttpWire.ConnectAsync(rig.EndPoint("http"));

        var answer = await client.AskAsync("/", "Connection: Upgrade", "Upgrade: echo");

        Assert.Equal((101, "Upgrade"), (answer.Status, answer.Field("Connection")));
        Assert.Equal("hello", await client.ReadTextAsync(5));
    }

    [Fact]
    public async Task Http2_hears_goaway_while_all_that_it_has_sent_is_still_answered()
    {
        var answer = new TaskCompletionSource();
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                await answer.Task;
                await ListenerRig.SayListener(http);
            },
            Https());
        rig.Host.AnnounceEnd(true);
        await using var client = await Http2Connection.ConnectAsync(rig.EndPoint("https"));

        await client.SendAsync(RawHttp2.Request([(":method", "GET"), (":scheme", "https"), (":authority", "localhost"), (":path", "/")]));

        var first = await client.ReadAsync(Http2Bytes.GoAway);
        Assert.Equal(AnyStream, BinaryPrimitives.ReadInt32BigEndian(first!.Value.Payload));
        answer.SetResult();
        Assert.Equal(1, (await client.ReadAsync(type: 1))!.Value.Stream);
        Assert.Equal((1, 0), await client.ReadGoAwayAsync());
    }

    [Fact]
    public async Task Connections_without_a_request_are_closed_when_that_is_asked_for_and_http2_hears_which_stream_was_the_last()
    {
        await using var rig = await ListenerRig.StartAsync(SayOk, s_http, Https());
        await using var kept = await HttpWire.ConnectAsync(rig.EndPoint("http"));
        await kept.AskAsync("/");
        await using var http2 = await Http2Connection.ConnectAsync(rig.EndPoint("https"));
        await http2.SendAsync(RawHttp2.Request([(":method", "GET"), (":scheme", "https"), (":authority", "localhost"), (":path", "/")]));
        Assert.NotNull(await http2.ReadAsync(type: 1));

        rig.Host.RequestCloseAll();

        Assert.Null(await kept.ReadAsync());
        Assert.Equal((1, 0), await http2.ReadGoAwayAsync());

        // The listeners stay.
        await using var next = await HttpWire.ConnectAsync(rig.EndPoint("http"));
        Assert.Equal(200, (await next.AskAsync("/")).Status);
    }

    private static Task SayOk(HttpContext http)
    {
        http.Response.ContentLength = 2;
        return http.Response.WriteAsync("ok");
    }

    private ListenerPolicy Https() => TestPolicy.Listener("https", ListenerProtocol.Https, "127.0.0.1:0") with
    {
        Certificates = [TestCertificates.ForListener("c", _authority.Issue("localhost"))],
    };

    private sealed class AskedToEnd : IConnectionLifetimeNotificationFeature
    {
        public CancellationToken ConnectionClosedRequested { get; set; } = new(canceled: true);

        public void RequestClose()
        {
        }
    }
}
