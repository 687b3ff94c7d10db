using System.Net.Sockets;
using System.Text;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class BrokenAnswerTests
{
    private const string Request = "GET / HTTP/1.1\r\nHost: mail.example.test\r\n\r\n";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false, 10)]
    [InlineData(false, 60_000)]
    [InlineData(false, 1_000_000)]
    [InlineData(true, 10)]
    [InlineData(true, 60_000)]
    [InlineData(true, 1_000_000)]
    public async Task What_had_come_of_an_answer_that_breaks_off_reaches_the_client_before_its_end(bool isSecure, int size)
    {
        var part = new string('x', size);
        var isChunked = false;
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(isChunked ? $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n{part}\r\n" : $"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n{part}");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        for (var i = 0; i < 6; i++)
        {
            isChunked = i % 2 == 1;
            var body = await ReadPartAsync(rig, isSecure);

            Assert.Equal(size, body.Count(static c => c == 'x'));
            Assert.False(body.EndsWith("0\r\n\r\n", StringComparison.Ordinal));
            Assert.Equal((DenialReason.FrontEndInvalidResponse, (long)size), ((await rig.Records.NextAsync()) is { Denial: { } denial } record ? (denial.Reason, record.ResponseBytes) : default));
        }
    }

    [Theory]
    [InlineData("Content-Length: 100000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task With_HTTP_2_the_reset_of_the_stream_follows_what_had_come(string framing)
    {
        const int Size = 60_000;
        var part = new string('x', Size);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n{(framing[0] == 'C' ? part : $"{Size:x}\r\n{part}\r\n")}");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        await using var client = await Http2Connection.ConnectAsync(rig.Half.EndPoints["https"], "mail.example.test");
        await client.SendAsync([.. Http2Bytes.Hello(3, 100), .. Http2Bytes.Request(1, "mail.example.test", "/")]);
        var received = 0;
        (byte Type, byte Flags, int Stream, byte[] Payload)? frame;
        while ((frame = await client.ReadAsync()) is { } next && next.Type != Http2Bytes.ResetStream)
        {
            received += next.Type == Http2Bytes.Data ? next.Payload.Length : 0;
            Assert.False(next.Stream == 1 && (next.Flags & Http2Bytes.EndStream) != 0);
        }

        Assert.NotNull(frame);
        Assert.Equal(Size, received);
    }

    /// <summary>Reads an answer late and through a narrow window, so that most of it waits at the publisher when its front end has gone.</summary>
    private static async Task<string> ReadPartAsync(PublishingRig rig, bool isSecure)
    {
        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(rig.Half.EndPoints[isSecure ? "https" : "http"]);
        await using var stream = isSecure ? await SecureAsync(client) : client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Request));
        await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer).WaitAsync(s_patience);
        }
        catch (IOException)
        {
            // A part is no more than a part.
        }

        return Encoding.Latin1.GetString(answer.ToArray()).Split("\r\n\r\n", 2)[1];
    }

    private static async Task<Stream> SecureAsync(TcpClient client)
    {
        var tls = new System.Net.Security.SslStream(client.GetStream());
#pragma warning disable CA5359 // Trust is not the subject here.
        await tls.AuthenticateAsClientAsync(new System.Net.Security.SslClientAuthenticationOptions { TargetHost = "mail.example.test", RemoteCertificateValidationCallback = (_, _, _, _) => true });
#pragma warning restore CA5359
        return tls;
    }
}
