using System.Text;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;
using WebPublisher.Web.Tests.Testing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Content;

/// <summary>Bodies on their way through the whole web half. Its front end is 127.0.0.1, and says so in its links.</summary>
public sealed class ResponseContentTests
{
    private const string Request = "GET /owa/ HTTP/1.1\r\nHost: mail.example.test\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nConnection: close\r\n\r\n";

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_coded_page_is_translated_and_coded_again(string coding)
    {
        var page = string.Concat(Enumerable.Repeat("<a href=\"https://127.0.0.1:8443/owa/\">inbox</a>\r\n", 5000));
        await using var frontEnd = Serving(Coded.By(coding, Encoding.ASCII.GetBytes(page)), $"Content-Type: text/html; charset=utf-8\r\nContent-Encoding: {coding}\r\nETag: \"1\"\r\nContent-MD5: x\r\nAccept-Ranges: bytes\r\n");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        var answer = await rig.AskAsync(Request);

        Assert.Contains($"\r\nContent-Encoding: {coding}\r\n", answer);
        Assert.Contains("\r\nTransfer-Encoding: chunked\r\n", answer);
        Assert.Contains("\r\nETag: W/\"1\"\r\n", answer);
        Assert.Contains("\r\nAccept-Ranges: none\r\n", answer);
        Assert.DoesNotContain("Content-MD5", answer);
        Assert.DoesNotContain("Content-Length", answer);
        Assert.Equal(
            string.Concat(Enumerable.Repeat("<a href=\"http://mail.example.test/owa/\">inbox</a>\r\n", 5000)),
            Encoding.ASCII.GetString(Coded.Undone(coding, Unchunked(answer))));
        Assert.Contains("Accept-Encoding: gzip, deflate, br\r\n", frontEnd.Requests.Single());
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK", "Content-Type: text/html\r\n", "<a href=http://mail.example.test/>", null)]
    [InlineData("HTTP/1.1 200 OK", "Content-Type: application/vnd.x+json\r\n", "<a href=http://mail.example.test/>", null)]
    [InlineData("HTTP/1.1 404 Not Found", "Content-Type: TEXT/HTML\r\n", "<a href=http://mail.example.test/>", null)]
    [InlineData("HTTP/1.1 200 OK", "Content-Type: text/plain\r\n", "<a href=https://127.0.0.1:8443/>", null)]
    [InlineData("HTTP/1.1 200 OK", "", "<a href=https://127.0.0.1:8443/>", null)]
    [InlineData("HTTP/1.1 200 OK", "Content-Type: text/html\r\nCache-Control: private, no-transform\r\n", "<a href=https://127.0.0.1:8443/>", "links not translated: no-transform")]
    [InlineData("HTTP/1.1 206 Partial Content", "Content-Type: text/html\r\nContent-Range: bytes 0-31/99\r\n", "<a href=https://127.0.0.1:8443/>", "links not translated: it is a part (206)")]
    [InlineData("HTTP/1.1 200 OK", "Content-Type: text/html\r\nContent-Encoding: zstd\r\n", "<a href=https://127.0.0.1:8443/>", "links not translated: a content coding that is not read")]
    [InlineData("HTTP/1.1 200 OK", "Content-Type: text/html; charset=UTF-16LE\r\n", "<a href=https://127.0.0.1:8443/>", "links not translated: its charset has no ASCII")]
    public async Task What_is_no_whole_text_passes_as_it_is_and_the_record_says_why(string status, string fields, string body, string? note)
    {
        await using var frontEnd = Serving("<a href=https://127.0.0.1:8443/>"u8.ToArray(), fields, status);
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        var answer = await rig.AskAsync(Request);

        Assert.Contains(body, answer);
        Assert.Equal(note, (await rig.Records.NextAsync()).AnswerNote);
    }

    [Fact]
    public async Task Utf_16_without_a_charset_passes_as_it_is()
    {
        await using var frontEnd = Serving([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<a href=//127.0.0.1/>")], "Content-Type: text/html\r\n");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        var answer = await rig.AskAsync(Request);

        Assert.Contains(Encoding.Latin1.GetString(Encoding.Unicode.GetBytes("//127.0.0.1")), answer);
        Assert.Equal("links not translated: its text is UTF-16", (await rig.Records.NextAsync()).AnswerNote);
    }

    [Fact]
    public async Task Links_of_the_map_lead_elsewhere_in_header_and_body()
    {
        await using var frontEnd = Serving("<a href=\"http://intranet.internal/a\">"u8.ToArray(), "Content-Type: text/html\r\nContent-Location: http://intranet.internal/a\r\nX-Policy: http://intranet.internal/ 127.0.0.1\r\n");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd, new LinkMapping(new Uri("http://intranet.internal"), new Uri("https://mail.example.test/x/"))));

        var answer = await rig.AskAsync(Request);

        Assert.Contains("<a href=\"https://mail.example.test/x/a\">", answer);
        Assert.Contains("\r\nContent-Location: https://mail.example.test/x/a\r\n", answer);
        Assert.Contains("\r\nX-Policy: https://mail.example.test/x/ mail.example.test\r\n", answer);
    }

    [Fact]
    public async Task A_head_says_what_the_page_would()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 32\r\nETag: \"1\"\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        var answer = await rig.AskAsync("HEAD /owa/ HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n");

        Assert.Contains("\r\nETag: W/\"1\"\r\n", answer);
        Assert.DoesNotContain("Content-Length: 32", answer);
    }

    [Fact]
    public async Task What_has_not_changed_keeps_the_validator_of_its_translation()
    {
        await using var frontEnd = Serving([], "ETag: \"1\"\r\n", "HTTP/1.1 304 Not Modified");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        Assert.Contains("\r\nETag: W/\"1\"\r\n", await rig.AskAsync(Request));
    }

    [Fact]
    public async Task No_parts_are_asked_for_of_what_is_translated()
    {
        await using var frontEnd = Serving("x"u8.ToArray(), "Content-Type: text/html\r\n");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        await rig.AskAsync(Request.Replace("Connection:", "Range: bytes=5-\r\nIf-Range: \"1\"\r\nConnection:", StringComparison.Ordinal));

        Assert.DoesNotContain("Range", frontEnd.Requests.Single());
    }

    [Fact]
    public async Task The_front_end_gets_its_own_validator_back()
    {
        await using var frontEnd = Serving("x"u8.ToArray(), "Content-Type: text/html\r\n");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        await rig.AskAsync(Request.Replace("Connection:", "If-Match: W/\"1\", \"2\"\r\nIf-None-Match: W/\"1\"\r\nConnection:", StringComparison.Ordinal));

        Assert.Contains("\r\nIf-Match: \"1\", \"2\"\r\n", frontEnd.Requests.Single());
        Assert.Contains("\r\nIf-None-Match: W/\"1\"\r\n", frontEnd.Requests.Single());
    }

    [Fact]
    public async Task A_stream_flows_on_while_the_front_end_pauses()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n<a href=https://127.0.0.1:8443/>\r\n");
            await release.Task;
            await connection.WriteAsync("11\r\nto https://127.0.\r\n");
            await connection.WriteAsync("4\r\n0.1/\r\n0\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));
        using var client = await rig.ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Request));

        var begun = new StringBuilder();
        var buffer = new byte[4096];
        while (!begun.ToString().Contains("<a href=http://mail.example.test/>", StringComparison.Ordinal))
        {
            begun.Append(Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System)));
        }

        release.SetResult();
        Assert.EndsWith("to http://mail.example.test/", Encoding.ASCII.GetString(Unchunked(begun + await PublishingRig.ReadToEndAsync(client.GetStream()))));
    }

    [Fact]
    public async Task A_coded_stream_flows_on_while_the_front_end_pauses()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            using var coded = new MemoryStream();
            await using var coder = new System.IO.Compression.GZipStream(coded, System.IO.Compression.CompressionLevel.Fastest);
            await coder.WriteAsync("<a href=https://127.0.0.1:8443/>"u8.ToArray(), connection.Stop);
            await coder.FlushAsync(connection.Stop);
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
            await connection.Stream.WriteAsync(coded.ToArray(), connection.Stop);
            await release.Task;
        });
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));
        using var client = await rig.ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Request));

        var begun = new StringBuilder();
        var buffer = new byte[4096];
        while (!begun.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) || !Encoding.ASCII.GetString(Coded.Undone("gzip", Unchunked(begun.ToString()))).EndsWith("mail.example.test/>", StringComparison.Ordinal))
        {
            begun.Append(Encoding.Latin1.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System)));
        }

        release.SetResult();
    }

    [Fact]
    public async Task A_coded_page_that_breaks_off_does_not_pass_for_a_whole_one()
    {
        await using var frontEnd = Serving(Coded.By("gzip", new byte[9000])[..^3], "Content-Type: text/html\r\nContent-Encoding: gzip\r\n");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        var answer = "";
        await Record.ExceptionAsync(async () => answer = await rig.AskAsync(Request));
        Assert.DoesNotContain("\r\n0\r\n\r\n", answer);
        Assert.Equal("ResponseBodyDestination: the coding of the body broke off", (await rig.Records.NextAsync()).Denial?.Detail);
    }

    [Fact]
    public async Task A_page_that_unpacks_to_too_much_is_no_answer()
    {
        await using var frontEnd = Serving(Coded.By("gzip", new byte[20 << 20]), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n");
        await using var rig = await PublishingRig.StartAsync(Translating(frontEnd));

        await Record.ExceptionAsync(() => rig.AskAsync(Request));

        Assert.Equal("ResponseBodyDestination: the body unpacks to more than 250 times its size", (await rig.Records.NextAsync()).Denial?.Detail);
    }

    [Fact]
    public async Task Where_nothing_is_translated_what_the_client_asks_for_is_asked_for()
    {
        await using var frontEnd = Serving("<a href=https://127.0.0.1:8443/>"u8.ToArray(), "Content-Type: text/html\r\n");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        var answer = await rig.AskAsync(Request.Replace("Connection:", "Range: bytes=0-\r\nConnection:", StringComparison.Ordinal));

        Assert.EndsWith("<a href=https://127.0.0.1:8443/>", answer);
        Assert.Contains("Accept-Encoding: gzip, deflate, br, zstd\r\n", frontEnd.Requests.Single());
        Assert.Contains("Range: bytes=0-\r\n", frontEnd.Requests.Single());
    }

    private static PublishingRule Translating(RawFrontEnd frontEnd, params LinkMapping[] map) => PublishingRig.Rule(frontEnd) with
    {
        Action = TestPolicy.Publish(TestPolicy.NewFarm(frontEnd.Authority), BridgingMode.Http) with { Sections = [PublishSection.Whole with { LinkTranslation = new LinkTranslationPolicy { Map = [.. map] } }] },
    };

    private static RawFrontEnd Serving(byte[] body, string fields, string status = "HTTP/1.1 200 OK") => RawFrontEnd.Serving(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync($"{status}\r\nContent-Length: {body.Length}\r\n{fields}\r\n");
        await connection.Stream.WriteAsync(body, connection.Stop);
    });

    private static byte[] Unchunked(string answer)
    {
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var content = new StringBuilder();
        while (body.IndexOf("\r\n", StringComparison.Ordinal) is var end and > 0 && Convert.ToInt32(body[..end], 16) is var size and > 0)
        {
            content.Append(body, end + 2, Math.Min(size, body.Length - end - 2));
            body = body[Math.Min(body.Length, end + 2 + size + 2)..];
        }

        return Encoding.Latin1.GetBytes(content.ToString());
    }
}
