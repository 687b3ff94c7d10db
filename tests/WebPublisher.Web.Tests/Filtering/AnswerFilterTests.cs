using System.Text;
using WebPublisher.Policy.Filtering;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Content;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Filtering;

public sealed class AnswerFilterTests
{
    private const string Head = "Host: mail.example.test\r\nConnection: close\r\n";

    private static readonly HttpFilterPolicy s_programs = new() { BlockWindowsExecutables = true };

    [Theory]
    [InlineData("application/octet-stream", "identity")]
    [InlineData("image/gif", "gzip")]
    [InlineData("text/html", "deflate")]
    [InlineData("application/x-msdownload", "br")]
    public async Task A_program_is_not_passed_on_whatever_it_is_called(string type, string coding)
    {
        await using var frontEnd = Serving(Encoded(coding, WindowsExecutableTests.Program()), $"Content-Type: {type}\r\nContent-Encoding: {coding}\r\nX-Inner: 1\r\n");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, s_programs));

        var answer = await rig.AskAsync($"GET /owa/attachment HTTP/1.1\r\n{Head}Accept-Encoding: {coding}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Contains("The request was rejected by the HTTP filter. Contact the server administrator.", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Inner", answer, StringComparison.Ordinal);
        Assert.Equal("response body: a Windows program", (await rig.Records.NextAsync()).Denial?.Detail);
    }

    [Theory]
    [InlineData("MZ is a text as any other")]
    [InlineData("PK\u0003\u0004 a document")]
    [InlineData("")]
    public async Task What_is_no_program_is(string body)
    {
        await using var frontEnd = RawFrontEnd.Answering(body, fields: "Content-Type: application/x-msdownload\r\n");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, s_programs));

        var answer = await rig.AskAsync($"GET /owa/setup HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.EndsWith($"\r\n\r\n{body}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_cannot_be_had_in_parts()
    {
        await using var frontEnd = RawFrontEnd.Answering("whole");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, s_programs));

        await rig.AskAsync($"GET /owa/setup HTTP/1.1\r\n{Head}Range: bytes=1-\r\nIf-Range: \"1\"\r\nAccept: */*\r\n\r\n");

        var request = Assert.Single(frontEnd.Requests);
        Assert.DoesNotContain("Range", request, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: */*\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_by_a_front_end_that_sends_parts_unasked()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 1-2/3\r\nContent-Length: 2\r\n\r\nZ.");
        });
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, s_programs));

        Assert.StartsWith("HTTP/1.1 403 ", await rig.AskAsync($"GET /owa/setup HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_looked_for_in_bodies_parts_can_be_had()
    {
        await using var frontEnd = RawFrontEnd.Answering("part");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, new HttpFilterPolicy()));

        await rig.AskAsync($"GET /owa/setup HTTP/1.1\r\n{Head}Range: bytes=1-\r\n\r\n");

        Assert.Contains("\r\nRange: bytes=1-\r\n", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_after_a_part_was_sent_is_cut_off()
    {
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nit has se\r\n");
            await goOn.Task;
            await connection.WriteAsync("8\r\ncret end\r\n0\r\n\r\n");
        });
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, new HttpFilterPolicy { ResponseBody = Set(SignaturePlace.ResponseBody, "SECRET") }));
        using var client = await rig.ConnectAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /owa/ HTTP/1.1\r\n{Head}\r\n"));
        var begin = new byte[4096];
        var read = await client.GetStream().ReadAsync(begin);
        goOn.SetResult();

        Assert.StartsWith("HTTP/1.1 200 ", Encoding.ASCII.GetString(begin, 0, read), StringComparison.Ordinal);
        var rest = await RestAsync(client.GetStream());
        Assert.DoesNotContain("cret", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("0\r\n\r\n", rest, StringComparison.Ordinal);
        var record = await rig.Records.NextAsync();
        Assert.Equal((PublishingDecision.Denied, DenialReason.RejectedByFilter, "response body: signature 'text'"), (record.Decision, record.Denial?.Reason, record.Denial?.Detail));
    }

    [Theory]
    [InlineData("X-Debug-Token: 1", "response field X-Debug-Token: it does not pass")]
    [InlineData("X-Note: from Server01", "response field X-Note: signature 'text'")]
    [InlineData("Server: SERVER01", "response field Server: signature 'text'")]
    [InlineData("X-Other: nothing", null)]
    public async Task An_answer_is_judged_by_the_fields_the_front_end_sent(string field, string? detail)
    {
        var filter = new HttpFilterPolicy
        {
            DeniedResponseHeaders = ["x-debug-token"],
            ResponseHeaders = [new FieldSignatures(null, Set(SignaturePlace.ResponseHeaders, "server01")), new FieldSignatures("X-Third", Set(SignaturePlace.ResponseHeaders, "nothing"))],
        };
        await using var frontEnd = RawFrontEnd.Answering("hello", fields: $"{field}\r\n");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, filter));

        var answer = await rig.AskAsync($"GET /owa/ HTTP/1.1\r\n{Head}\r\n");

        Assert.StartsWith(detail is null ? "HTTP/1.1 200 " : "HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Equal(detail, (await rig.Records.NextAsync()).Denial?.Detail);
    }

    [Fact]
    public async Task A_coding_that_cannot_be_read_is_refused_where_bodies_are_looked_through()
    {
        await using var frontEnd = RawFrontEnd.Answering("?????", fields: "Content-Encoding: zstd\r\n");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, s_programs));

        Assert.StartsWith("HTTP/1.1 403 ", await rig.AskAsync($"GET /owa/ HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
    }

    /// <summary>What still comes before the connection ends or is reset.</summary>
    private static async Task<string> RestAsync(Stream stream)
    {
        try
        {
            return await PublishingRig.ReadToEndAsync(stream);
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static byte[] Encoded(string coding, byte[] content) => coding == "identity" ? content : Coded.By(coding, content);

    private static SignatureSet Set(SignaturePlace place, string text) =>
        SignatureSet.Of([new Signature { Name = "text", Place = place, Bytes = [.. Encoding.ASCII.GetBytes(text)] }])!;

    private static RawFrontEnd Serving(byte[] body, string fields) => RawFrontEnd.Serving(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{fields}\r\n{Encoding.Latin1.GetString(body)}");
    });

    private static PublishingRule Filtered(RawFrontEnd frontEnd, HttpFilterPolicy filter)
    {
        var rule = PublishingRig.Rule(frontEnd, "/owa/*");
        return rule with { Action = (PublishAction)rule.Action with { Sections = [PublishSection.Whole with { HttpFilter = filter }] } };
    }
}
