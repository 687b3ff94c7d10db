using System.Net;
using WebPublisher.Policy.Filtering;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Headers;

public sealed class TrailerFieldsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("X-Checksum: 1", "X-Checksum: 1")]
    [InlineData("Content-Digest: sha-256=:AA==:", "Content-Digest: sha-256=:AA==:")]
    [InlineData("X-Checksum: 1\r\nx-checksum: 2", "X-Checksum: 1\r\nX-Checksum: 2")]
    [InlineData("Content-Length: 5", "")]
    [InlineData("Transfer-Encoding: chunked", "")]
    [InlineData("Host: other.example.test", "")]
    [InlineData("Authorization: Basic eA==", "")]
    [InlineData("Cookie: a=b", "")]
    [InlineData("X-Forwarded-For: 198.51.100.1", "")]
    [InlineData("X-CommonAccessToken: x", "")]
    [InlineData("X_Forwarded_For: 198.51.100.1", "")]
    [InlineData("Connection: close", "")]
    [InlineData("Trailer: X-A", "")]
    [InlineData("Sec-Fetch-Site: none", "")]
    [InlineData("X-Set: 2", "")]
    [InlineData("X-Removed: 2", "")]
    [InlineData("X-In-Header: 2", "")]
    public async Task Of_a_requests_trailers_those_pass_that_a_header_could_have_had_and_that_mean_nothing_before_the_body(string sent, string received)
    {
        var rest = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = Recording(rest);
        var rule = PublishingRig.Rule(frontEnd);
        await using var rig = await PublishingRig.StartAsync(rule with
        {
            Action = (PublishAction)rule.Action with { RequestHeaders = new HeaderEdits([new("X-Set", "1")], ["X-Removed"]) },
        });

        await rig.AskAsync($"POST / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\nX-In-Header: 1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n{sent}\r\n\r\n");

        Assert.Equal($"4\r\nbody\r\n0\r\n{(received.Length == 0 ? "" : received + "\r\n")}\r\n", await rest.Task.WaitAsync(s_patience), ignoreCase: true);
    }

    [Fact]
    public async Task Behind_a_filter_no_trailer_passes()
    {
        var rest = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = Recording(rest);
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, PublishSection.Whole with { HttpFilter = new HttpFilterPolicy() }));

        await rig.AskAsync("POST / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX-Checksum: 1\r\n\r\n");

        Assert.Equal("4\r\nbody\r\n0\r\n\r\n", await rest.Task.WaitAsync(s_patience));
    }

    [Fact]
    public async Task Trailers_of_HTTP_2_reach_a_front_end_that_speaks_HTTP_1()
    {
        var rest = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = Recording(rest);
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        await using var client = await Http2Connection.ConnectAsync(rig.Half.EndPoints["https"], "mail.example.test");

        await client.SendAsync(Http2Bytes.Hello(3, 100));
        await client.SendAsync(Http2Bytes.Request(1, "mail.example.test", "/", "POST", hasBody: true));
        await client.SendAsync(Http2Bytes.Frame(Http2Bytes.Data, 0, 1, "body"u8.ToArray()));
        await client.SendAsync(Http2Bytes.Frame(
            Http2Bytes.Headers, Http2Bytes.EndHeaders | Http2Bytes.EndStream, 1, Http2Bytes.Block(("x-checksum", "1"), ("x-forwarded-for", "198.51.100.1"))));

        Assert.Equal("4\r\nbody\r\n0\r\nx-checksum: 1\r\n\r\n", await rest.Task.WaitAsync(s_patience), ignoreCase: true);
    }

    [Theory]
    [InlineData("trailers", "X-Checksum: 1", "X-Checksum=1")]
    [InlineData("trailers", "Server-Timing: db", "Server-Timing=db")]
    [InlineData("trailers", "X-Where: https://127.0.0.1/owa", "X-Where=https://mail.example.test/owa")]
    [InlineData(null, "X-Checksum: 1", "")]
    [InlineData("trailers", "Set-Cookie: a=b", "")]
    [InlineData("trailers", "Content-Type: text/html", "")]
    [InlineData("trailers", "X-Powered-By: x", "")]
    [InlineData("trailers", "Server: x", "")]
    [InlineData("trailers", "X-In-Header: 2", "")]
    [InlineData("trailers", "Content-Security-Policy-Report-Only: x", "")]
    public async Task Of_an_answers_trailers_those_pass_that_could_stand_in_its_header_to_who_wants_them(string? te, string sent, string received)
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync($"HTTP/1.1 200 OK\r\nX-In-Header: 1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n{sent}\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));
        using var client = rig.Http2Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Version = HttpVersion.Version20 };
        if (te is not null)
        {
            request.Headers.TryAddWithoutValidation("TE", te);
        }

        using var answer = await client.SendAsync(request);

        Assert.Equal("hello", await answer.Content.ReadAsStringAsync());
        Assert.Equal(received, string.Join(';', answer.TrailingHeaders.Select(field => $"{field.Key}={string.Join(',', field.Value)}")), ignoreCase: true);
    }

    [Fact]
    public async Task Over_HTTP_1_an_answers_trailers_are_left_out_for_Kestrel_writes_none()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX-Checksum: 1\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync("GET / HTTP/1.1\r\nHost: mail.example.test\r\nTE: trailers\r\nConnection: close, TE\r\n\r\n");

        Assert.EndsWith("\r\n\r\n5\r\nhello\r\n0\r\n\r\n", answer, StringComparison.Ordinal);
    }

    private static RawFrontEnd Recording(TaskCompletionSource<string> body) => RawFrontEnd.Serving(async connection =>
    {
        var header = await connection.ReadHeaderAsync();
        Assert.DoesNotContain("X-Checksum", header, StringComparison.OrdinalIgnoreCase);
        var text = await connection.ReadHeaderAsync();
        while (text is not null && !text.Contains("\r\n0\r\n", StringComparison.Ordinal))
        {
            text += await connection.ReadHeaderAsync();
        }

        body.SetResult(text!);
        await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
}
