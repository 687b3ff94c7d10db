using Microsoft.AspNetCore.Http;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Listeners.Http2;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Listeners.Http2;

public sealed class Http2GuardTests : IDisposable
{
    private const int EnhanceYourCalm = 11;

    private readonly TestAuthority _authority = TestAuthority.Create();

    public void Dispose() => _authority.Dispose();

    public static TheoryData<string, byte[]> Floods => new()
    {
        { nameof(FloodKind.Pings), Http2Bytes.Frame(Http2Bytes.Ping, 0, 0, new byte[8]) },
        { nameof(FloodKind.Settings), Http2Bytes.Frame(Http2Bytes.Settings, 0, 0) },
        { nameof(FloodKind.Priorities), Http2Bytes.Frame(Http2Bytes.Priority, 0, 3, 0, 0, 0, 0, 16) },
        { nameof(FloodKind.WindowUpdates), Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, 0, 0, 0, 0, 1) },
        { nameof(FloodKind.SmallData), Http2Bytes.Frame(Http2Bytes.Data, 0, 1) },
        { nameof(FloodKind.OtherFrames), Http2Bytes.Frame(0xfa, 0, 0, new byte[100]) },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_flood_is_told_to_calm_down_and_cut(string kind, byte[] frame)
    {
        var listener = Https($"flood-{kind}");
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", listener.Name);
        await using var rig = await ListenerRig.StartAsync(http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted), listener);
        await using var client = await Http2Connection.ConnectAsync(rig.EndPoint(listener.Name));

        await client.SendAsync([.. Http2Bytes.Hello(3, 100), .. Http2Bytes.Request(1, "localhost", "/", "POST", hasBody: true)]);
        Assert.Equal(Http2Bytes.Settings, (await client.ReadAsync())?.Type);
        await client.SendAsync([.. Enumerable.Repeat(frame, 1100).SelectMany(f => f)]);

        Assert.Equal((1, EnhanceYourCalm), await client.ReadGoAwayAsync());
        var cut = await cuts.NextAsync();
        Assert.Equal(("Flood", kind), (cut["reason"], cut["flood"]));
    }

    [Fact]
    public async Task An_answer_under_way_is_not_torn_by_the_goaway()
    {
        var listener = Https("torn");
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.WriteAsync(new string('x', 20_000), http.RequestAborted);
                }
            },
            listener);
        await using var client = await Http2Connection.ConnectAsync(rig.EndPoint(listener.Name));
        await client.SendAsync([.. Http2Bytes.Hello(4, int.MaxValue), .. Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, 0, 0x7f, 0, 0, 0), .. Http2Bytes.Request(1, "localhost", "/")]);
        Assert.NotNull(await client.ReadAsync(Http2Bytes.Data));

        // It reads meanwhile: what comes is frames to the end, the last of them the GOAWAY. Pings are paid for by what is sent, empty header blocks are not.
        var reading = client.ReadGoAwayAsync();
        await client.SendAsync([.. Http2Bytes.Frame(Http2Bytes.Headers, 0, 3), .. Enumerable.Repeat(Http2Bytes.Frame(Http2Bytes.Continuation, 0, 3), 33).SelectMany(f => f)]);

        Assert.Equal((3, EnhanceYourCalm), await reading);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_all_the_same()
    {
        // Kestrel by itself gives such a client five seconds, each time. A busy machine may take that long once.
        for (var round = 1; await CutDeafClientAsync($"deaf-{round}") >= TimeSpan.FromSeconds(4); round++)
        {
            Assert.InRange(round, 1, 4);
        }
    }

    [Fact]
    public async Task A_connection_that_was_given_up_is_cut_although_what_is_left_to_be_sent_is_waited_for()
    {
        var time = new ManualTimeProvider();
        var cut = new TaskCompletionSource();
        byte[] flood = [.. Http2Bytes.Hello(4, 65_535), .. Enumerable.Repeat(Http2Bytes.Frame(Http2Bytes.Settings, 0, 0), 1100).SelectMany(f => f)];
        var guard = new Http2Guard(new UndrainedStream(flood, cut.Task), new FrameAccount(time), time, _ => { }, cut.SetResult);
        await Assert.ThrowsAsync<FloodException>(() => guard.ReadExactlyAsync(new byte[64 * 1024]).AsTask());

        var end = guard.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        time.Advance(Http2Guard.Patience);

        Assert.True(cut.Task.IsCompleted);
        await end;
    }

    /// <returns>How long a client that reads nothing is heard after its flood.</returns>
    private async Task<TimeSpan> CutDeafClientAsync(string name)
    {
        var listener = Https(name);
        var written = 0L;
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.WriteAsync(new string('x', 20_000), http.RequestAborted);
                    Interlocked.Add(ref written, 20_000);
                }
            },
            listener);
        await using var client = await Http2Connection.ConnectAsync(rig.EndPoint(listener.Name));
        await client.SendAsync([.. Http2Bytes.Hello(4, int.MaxValue), .. Http2Bytes.Frame(Http2Bytes.WindowUpdate, 0, 0, 0x7f, 0, 0, 0), .. Http2Bytes.Request(1, "localhost", "/")]);
        await Rest.AfterAsync(() => Interlocked.Read(ref written));

        // No GOAWAY finds room on the way back.
        await client.SendAsync([.. Http2Bytes.Frame(Http2Bytes.Headers, 0, 3), .. Enumerable.Repeat(Http2Bytes.Frame(Http2Bytes.Continuation, 0, 3), 33).SelectMany(f => f)]);
        var flooded = TimeProvider.System.GetTimestamp();
        while (await client.SendAsync(Http2Bytes.Frame(Http2Bytes.Ping, 0, 0, new byte[8])))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return TimeProvider.System.GetElapsedTime(flooded);
    }

    [Fact]
    public async Task A_client_that_takes_no_answer_is_cut()
    {
        var listener = Https("stalled");
        using var cuts = new CountedMeasurements("webpublisher.connections.cut", listener.Name);
        await using var rig = await ListenerRig.StartAsync(http => http.Response.Body.WriteAsync(new byte[100_000], http.RequestAborted).AsTask(), listener);
        await using var client = await Http2Connection.ConnectAsync(rig.EndPoint(listener.Name));

        // The first answer takes the whole window of the connection, and the others wait for more.
        await client.SendAsync([.. Http2Bytes.Hello(3, 100), .. Enumerable.Range(0, 17).SelectMany(i => Http2Bytes.Request((2 * i) + 1, "localhost", "/"))]);

        Assert.Null(await client.ReadGoAwayAsync());
        var cut = await cuts.NextAsync();
        Assert.Equal(("Flood", nameof(FloodKind.WithheldWindow)), (cut["reason"], cut["flood"]));
    }

    [Fact]
    public async Task A_long_body_and_a_long_answer_pass()
    {
        var listener = Https("long");
        await using var rig = await ListenerRig.StartAsync(
            async http =>
            {
                var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body, http.RequestAborted);
                body.Position = 0;
                await body.CopyToAsync(http.Response.Body, http.RequestAborted);
            },
            listener);
        using var client = Tls.TlsTerminationTests.HttpClientFor();
        var body = new byte[20 * 1024 * 1024];
        Random.Shared.NextBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://{rig.EndPoint(listener.Name)}/")
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };

        using var response = await client.SendAsync(request);

        Assert.Equal(body, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Many_small_requests_pass()
    {
        var listener = Https("many");
        await using var rig = await ListenerRig.StartAsync(http => http.Response.WriteAsync("ok"), listener);
        using var client = Tls.TlsTerminationTests.HttpClientFor();
        client.DefaultRequestVersion = System.Net.HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        await Parallel.ForAsync(0, 5000, new ParallelOptions { MaxDegreeOfParallelism = 20 }, async (_, cancellation) =>
            Assert.Equal("ok", await client.GetStringAsync(new Uri($"https://{rig.EndPoint(listener.Name)}/"), cancellation)));
    }

    private ListenerPolicy Https(string name) => TestPolicy.Listener(name, ListenerProtocol.Https, "127.0.0.1:0") with
    {
        Certificates = [TestCertificates.ForListener(name, _authority.Issue("localhost"))],
    };

    /// <summary>Has received something, and is not done with sending before it is cut.</summary>
    private sealed class UndrainedStream(byte[] received, Task cut) : MemoryStream(received)
    {
        public override async ValueTask DisposeAsync()
        {
            await cut;
            await base.DisposeAsync();
        }
    }
}
