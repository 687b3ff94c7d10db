using System.Text;
using WebPublisher.Policy.Tests;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class ResponseRelayTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Notifications_that_trickle_in_chunks_reach_the_client_one_by_one(string version)
    {
        var seen = new SemaphoreSlim(0);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var i = 0; i < 20; i++)
            {
                await seen.WaitAsync(connection.Stop);
                await connection.WriteAsync($"4\r\n{i:0000}\r\n");
            }

            await connection.WriteAsync("0\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using var client = rig.Http2Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ews/exchange.asmx") { Version = Version.Parse(version), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(s_patience);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var piece = new byte[4];
        for (var i = 0; i < 20; i++)
        {
            seen.Release();
            await body.ReadExactlyAsync(piece).AsTask().WaitAsync(s_patience);
            Assert.Equal($"{i:0000}", Encoding.ASCII.GetString(piece));
        }

        Assert.Equal(0, await body.ReadAsync(piece));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task A_stream_whose_window_stays_closed_is_given_up_in_time_and_its_front_end_let_go(int window)
    {
        var time = new ManualTimeProvider();
        var answered = new SemaphoreSlim(0);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{new string('x', 100_000)}");
            answered.Release();
            try
            {
                await connection.ReadHeaderAsync();
            }
            finally
            {
                ended.SetResult();
            }
        });
        await using var rig = await PublishingRig.StartAsync(hsts: null, [], time, PublishingRig.Rule(frontEnd));
        await using var client = await Http2Connection.ConnectAsync(rig.Half.EndPoints["https"], "mail.example.test");
        await client.SendAsync([.. Http2Bytes.Hello(4, window), .. Http2Bytes.Request(1, "mail.example.test", "/")]);
        Assert.NotNull(await client.ReadAsync(Http2Bytes.Headers));
        await answered.WaitAsync(s_patience);

        // What the front end sent arrives at some time; before that the clock must not run.
        await Rest.UnseenAsync();
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(ended.Task.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));

        await ended.Task.WaitAsync(s_patience);
        Assert.NotNull(await client.ReadAsync(Http2Bytes.ResetStream));
        Assert.Equal(PublishingDecision.Abandoned, (await rig.Records.NextAsync()).Decision);
    }
}
