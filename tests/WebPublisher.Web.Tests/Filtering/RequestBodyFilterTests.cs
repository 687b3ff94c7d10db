using System.Text;
using WebPublisher.Policy.Filtering;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Content;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Filtering;

public sealed class RequestBodyFilterTests
{
    private const string Head = "Host: mail.example.test\r\nConnection: close\r\n";

    [Theory]
    [InlineData("Content-Length: 16\r\n\r\nhe said <SCRIPT>")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\n<scr\r\n3\r\nipt\r\n0\r\n\r\n")]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\na=1&b=%3Cscri")]
    [InlineData("Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\nContent-Length: 15\r\n\r\na=1&b=%3Cscript")]
    public async Task What_a_body_must_not_have_does_not_reach_the_front_end(string request)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));
        var isWhole = request.Contains("ipt", StringComparison.OrdinalIgnoreCase);

        var answer = await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}{request}");

        var record = await rig.Records.NextAsync();
        Assert.StartsWith(isWhole ? "HTTP/1.1 403 " : "HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal(isWhole ? (PublishingDecision.Denied, "request body: signature 'text'") : (PublishingDecision.Forwarded, null), (record.Decision, record.Denial?.Detail));
        Assert.Equal(isWhole ? 0 : 1, frontEnd.Connections);
    }

    [Theory]
    [InlineData("gzip", "<script", "request body: signature 'text'")]
    [InlineData("deflate", "<script", "request body: signature 'text'")]
    [InlineData("br", "<script", "request body: signature 'text'")]
    [InlineData("gzip", "nothing", null)]
    [InlineData("zstd", "nothing", "request body: a coding that cannot be looked through")]
    [InlineData("gzip, gzip", "nothing", "request body: a coding that cannot be looked through")]
    public async Task A_coded_body_is_unpacked_for_looking(string coding, string text, string? detail)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));
        var content = Encoding.ASCII.GetBytes(new string('x', 10_000) + text);
        var body = Encoding.Latin1.GetString(coding is "gzip" or "deflate" or "br" ? Coded.By(coding, content) : content);

        await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Content-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.Equal(detail, (await rig.Records.NextAsync()).Denial?.Detail);
        Assert.Equal(detail is null ? 1 : 0, frontEnd.Requests.Count(request => request.EndsWith(body, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_body_that_is_only_said_to_be_coded_is_looked_through_as_it_is()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));

        await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\n<script");

        Assert.Equal(("request body: signature 'text'", 0), ((await rig.Records.NextAsync()).Denial?.Detail, frontEnd.Connections));
    }

    [Fact]
    public async Task A_damaged_coding_is_refused()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));

        await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Content-Encoding: gzip\r\nContent-Length: 16\r\n\r\nno gzip, no text");

        Assert.Equal(("request body: its coding is damaged", 0), ((await rig.Records.NextAsync()).Denial?.Detail, frontEnd.Connections));
    }

    [Fact]
    public async Task Of_a_bomb_no_more_is_unpacked_than_is_looked_through()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));
        var bomb = Coded.By("gzip", Encoding.ASCII.GetBytes(new string('x', 8_000_000)));

        // The check sum at the end is wrong, which only who goes that far can see.
        bomb[^5] ^= 1;
        var body = Encoding.Latin1.GetString(bomb);

        var answer = await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Content-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_looked_through_is_forwarded_as_it_came()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));
        var body = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i:00000} "));

        await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Content-Length: {body.Length}\r\n\r\n{body}");

        Assert.EndsWith($"\r\n\r\n{body}", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_its_range_a_signature_is_not_looked_for()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));
        var body = new string('x', 64 * 1024 - 6) + "<script";

        var answer = await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Content-Length: {body.Length}\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_of_HTTP2_is_refused_as_well_and_its_connection_goes_on()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));
        using var client = rig.Http2Client();

        using var refused = await client.PostAsync(new Uri("/owa/", UriKind.Relative), new StringContent("a <script>"));
        using var passed = await client.PostAsync(new Uri("/owa/", UriKind.Relative), new StringContent("a script"));

        Assert.Equal((403, 200), ((int)refused.StatusCode, (int)passed.StatusCode));
        Assert.EndsWith("a script", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_a_body_passes()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));

        Assert.EndsWith("hello", await rig.AskAsync($"GET /owa/?%3Cscript HTTP/1.1\r\n{Head}\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_turns_out_too_long_is_refused_as_such()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var rule = Filtered(frontEnd, "<script");
        var publish = (PublishAction)rule.Action;
        await using var rig = await PublishingRig.StartAsync(rule with { Action = publish with { Sections = [publish.Sections[0] with { MaximumRequestBody = 4 }] } });

        var answer = await rig.AskAsync($"POST /owa/ HTTP/1.1\r\n{Head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Equal(DenialReason.BodyTooLarge, (await rig.Records.NextAsync()).Denial?.Reason);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_abandoned()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(Filtered(frontEnd, "<script"));
        using (var client = await rig.ConnectAsync())
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /owa/ HTTP/1.1\r\n{Head}Content-Length: 100\r\n\r\nhalf"));
        }

        Assert.Equal((PublishingDecision.Abandoned, 0), ((await rig.Records.NextAsync()).Decision, frontEnd.Connections));
    }

    private static PublishingRule Filtered(RawFrontEnd frontEnd, string text)
    {
        var rule = PublishingRig.Rule(frontEnd, "/owa/*");
        var signature = new Signature { Name = "text", Place = SignaturePlace.RequestBody, Bytes = [.. Encoding.ASCII.GetBytes(text)], To = 64 * 1024 };
        var section = PublishSection.Whole with { HttpFilter = new HttpFilterPolicy { RequestBody = SignatureSet.Of([signature]) } };
        return rule with { Action = (PublishAction)rule.Action with { Sections = [section] } };
    }
}
