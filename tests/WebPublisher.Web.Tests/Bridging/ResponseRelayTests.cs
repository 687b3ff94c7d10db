using System.Text;
using WebPublisher.Web.Tests.Pipeline;

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
}
