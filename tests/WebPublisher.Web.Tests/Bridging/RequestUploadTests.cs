using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class RequestUploadTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // A client that waits for what it sent to be seen would wait for ever if anything were held back.
    private static readonly PublishSection s_patient = PublishSection.Whole with { Limits = new LimitsPolicy { MinimumRequestRate = null, MinimumResponseRate = null } };

    [Theory]
    [InlineData("Content-Length: 1073741824", "{0}")]
    [InlineData("Transfer-Encoding: chunked", "4\r\n{0}\r\n")]
    public async Task What_trickles_in_reaches_the_front_end_piece_by_piece_while_the_other_channel_trickles_out(string framing, string piece)
    {
        var received = new SemaphoreSlim(0);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            var header = await connection.ReadHeaderAsync();
            if (header!.StartsWith("RPC_IN_DATA ", StringComparison.Ordinal))
            {
                Assert.Contains($"\r\n{framing}\r\n", header, StringComparison.Ordinal);
                for (var i = 0; i < 20; i++)
                {
                    var bytes = new byte[string.Format(piece, $"{i:0000}").Length];
                    await connection.Stream.ReadExactlyAsync(bytes, connection.Stop);
                    Assert.Contains($"{i:0000}", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
                    received.Release();
                }

                return;
            }

            await connection.WriteAsync("HTTP/1.1 200 Success\r\nContent-Type: application/rpc\r\nContent-Length: 1073741824\r\n\r\n");
            for (var i = 0; i < 20; i++)
            {
                await connection.WriteAsync($"{i:0000}");
                await received.WaitAsync(connection.Stop);
            }
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, s_patient));
        await using var incoming = await TlsClient.ConnectAsync(rig.Half.EndPoints["https"], "mail.example.test");
        await using var outgoing = await TlsClient.ConnectAsync(rig.Half.EndPoints["https"], "mail.example.test");
        await outgoing.Tls.WriteAsync("RPC_OUT_DATA /rpc/rpcproxy.dll?fe:6004 HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await incoming.Tls.WriteAsync(Encoding.ASCII.GetBytes($"RPC_IN_DATA /rpc/rpcproxy.dll?fe:6004 HTTP/1.1\r\nHost: mail.example.test\r\n{framing}\r\n\r\n"));
        Assert.StartsWith("HTTP/1.1 200 Success\r\n", await HeaderAsync(outgoing.Tls), StringComparison.Ordinal);
        for (var i = 0; i < 20; i++)
        {
            var answer = new byte[4];
            await outgoing.Tls.ReadExactlyAsync(answer).AsTask().WaitAsync(s_patience);
            Assert.Equal($"{i:0000}", Encoding.ASCII.GetString(answer));
            await incoming.Tls.WriteAsync(Encoding.ASCII.GetBytes(string.Format(piece, $"{i:0000}")));
        }
    }

    [Theory]
    [InlineData("Content-Length: 1000000", false)]
    [InlineData("Content-Length: 1000000", true)]
    [InlineData("Transfer-Encoding: chunked", false)]
    [InlineData("Transfer-Encoding: chunked", true)]
    public async Task The_body_of_a_client_that_vanishes_never_looks_whole(string framing, bool isReset)
    {
        var part = new SemaphoreSlim(0);
        var rest = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.Stream.ReadExactlyAsync(new byte[10], connection.Stop);
            part.Release();
            var bytes = new MemoryStream();
            try
            {
                await connection.Stream.CopyToAsync(bytes, connection.Stop);
            }
            catch (IOException)
            {
                // A reset tells it as well.
            }

            rest.SetResult(Encoding.Latin1.GetString(bytes.ToArray()));
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using (var client = await rig.ConnectAsync())
        {
            client.LingerState = new LingerOption(isReset, 0);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: mail.example.test\r\n{framing}\r\n\r\n5\r\nhello\r\n"));
            await part.WaitAsync(s_patience);
        }

        Assert.Equal("", await rest.Task.WaitAsync(s_patience));
        Assert.Equal((PublishingDecision.Abandoned, null), ((await rig.Records.NextAsync()) is { } record ? (record.Decision, record.Denial) : default));
    }

    [Theory]
    [InlineData("x t", "b")]
    [InlineData("x-t", "b\r\nX-Injected: 1")]
    [InlineData("x-t", " b")]
    [InlineData("transfer-encoding", "chunked")]
    public async Task A_request_with_a_malformed_trailer_is_refused_and_never_looks_whole(string name, string value)
    {
        var part = new SemaphoreSlim(0);
        var rest = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.Stream.ReadExactlyAsync(new byte["4\r\nbody\r\n".Length], connection.Stop);
            part.Release();
            var bytes = new MemoryStream();
            try
            {
                await connection.Stream.CopyToAsync(bytes, connection.Stop);
            }
            catch (IOException)
            {
                // A reset tells it as well.
            }

            rest.SetResult(Encoding.Latin1.GetString(bytes.ToArray()));
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, s_patient));
        await using var client = await Http2Connection.ConnectAsync(rig.Half.EndPoints["https"], "mail.example.test");

        await client.SendAsync(Http2Bytes.Hello(3, 100));
        await client.SendAsync(Http2Bytes.Request(1, "mail.example.test", "/", "POST", hasBody: true));
        await client.SendAsync(Http2Bytes.Frame(Http2Bytes.Data, 0, 1, "body"u8.ToArray()));
        await part.WaitAsync(s_patience);
        await client.SendAsync(Http2Bytes.Frame(Http2Bytes.Headers, Http2Bytes.EndHeaders | Http2Bytes.EndStream, 1, Http2Bytes.Block((name, value))));

        Assert.Equal("", await rest.Task.WaitAsync(s_patience));
        Assert.Equal(DenialReason.InvalidHeader, (await rig.Records.NextAsync()).Denial?.Reason);
    }

    [Theory]
    [InlineData("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig")]
    [InlineData("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig")]
    [InlineData("HTTP/1.1 413 Too Large\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbig\r\n0\r\n\r\n")]
    public async Task An_answer_that_comes_before_the_body_is_whole_reaches_a_client_that_still_sends(string answer)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadHeaderAsync();
            await connection.Stream.ReadExactlyAsync(new byte[100_000], connection.Stop);
            await connection.WriteAsync(answer);
            await connection.HangAsync();
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using var client = await rig.ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync("POST / HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 1000000000\r\n\r\n"u8.ToArray());
        var sending = SendUntilRefusedAsync(stream);

        var header = await HeaderAsync(stream);

        Assert.StartsWith("HTTP/1.1 413 ", header, StringComparison.Ordinal);
        Assert.Equal(answer.Contains("Connection: close", StringComparison.Ordinal), header.Contains("\r\nConnection: close\r\n", StringComparison.Ordinal));
        client.Close();
        await sending;

        using var http2 = rig.Http2Client();
        using var content = new StreamContent(new EndlessStream(1_000_000_000));
        using var second = await http2.PostAsync("/", content);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "big"), (second.StatusCode, await second.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_field_of_thirty_kilobytes_passes_with_either_protocol()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        var ticket = Convert.ToBase64String(RandomNumberGenerator.GetBytes(22_500));

        Assert.StartsWith("HTTP/1.1 200 ", await rig.AskSecurelyAsync($"GET / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\nX-Ticket: {ticket}\r\n\r\n"), StringComparison.Ordinal);
        using var client = rig.Http2Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Version = HttpVersion.Version20, Headers = { { "X-Ticket", ticket } } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(frontEnd.Requests, sent => Assert.Contains($": {ticket}\r\n", sent, StringComparison.Ordinal));
    }

    private static async Task SendUntilRefusedAsync(NetworkStream stream)
    {
        try
        {
            while (true)
            {
                await stream.WriteAsync(new byte[64 * 1024]);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Enough.
        }
    }

    private static async Task<string> HeaderAsync(Stream stream)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one).AsTask().WaitAsync(s_patience);
            header.Append((char)one[0]);
        }

        return header.ToString();
    }
}
