using System.IO.Compression;
using System.Text;
using WebPublisher.Policy.Firewall;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Firewall;

public sealed class FirewallAnswerTests : IDisposable
{
    private const string Request = "GET / HTTP/1.1\r\nHost: mail.example.test\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
    private const string Header = "SecRule RESPONSE_HEADERS:X-Inner \"@rx .\" \"id:2001,phase:3,log,deny,msg:'Inner field'\"";
    private const string Body = "SecRule RESPONSE_BODY \"@contains leak\" \"id:2002,phase:4,log,deny,msg:'A leak'\"";

    private readonly FirewallFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Answers_are_judged_by_their_header()
    {
        await using var frontEnd = RawFrontEnd.Answering("secret", fields: "X-Inner: yes\r\n");
        await using var rig = await StartAsync(frontEnd, Judging());

        var answer = await rig.AskAsync(Request);

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Inner", answer, StringComparison.Ordinal);
        Assert.Equal((FirewallVerdict.Blocked, 2001L), await VerdictAsync(rig));
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("text/html; charset=utf-8", true)]
    [InlineData("application/octet-stream", false)]
    public async Task Answers_are_judged_by_their_body_where_its_type_is_listed(string type, bool isJudged)
    {
        var text = new string('x', 50_000) + " a leak";
        await using var frontEnd = RawFrontEnd.Answering(text, fields: $"Content-Type: {type}\r\n");
        await using var rig = await StartAsync(frontEnd, Judging());

        var answer = await rig.AskAsync(Request);

        Assert.StartsWith(isJudged ? "HTTP/1.1 403 " : "HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal(!isJudged, answer.Contains("xxxx", StringComparison.Ordinal));
        Assert.Equal(isJudged ? (FirewallVerdict.Blocked, 2002L) : (FirewallVerdict.Passed, 0L), await VerdictAsync(rig));
    }

    [Fact]
    public async Task A_body_that_is_held_back_passes_whole()
    {
        var text = new string('x', 200_000);
        await using var frontEnd = RawFrontEnd.Answering(text, fields: "Content-Type: text/html\r\n");
        await using var rig = await StartAsync(frontEnd, Judging());

        var answer = await rig.AskAsync(Request);

        Assert.EndsWith($"\r\n\r\n{text}", answer, StringComparison.Ordinal);
        Assert.Equal((FirewallVerdict.Passed, 0L), await VerdictAsync(rig));
    }

    [Fact]
    public async Task In_chunks_nothing_goes_out_before_the_verdict()
    {
        await using var frontEnd = RawFrontEnd.Serving(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            await Task.Yield();
            await connection.WriteAsync("5\r\n leak\r\n0\r\n\r\n");
        });
        await using var rig = await StartAsync(frontEnd, Judging());

        var answer = await rig.AskAsync(Request);

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("first", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coded_body_is_judged_as_what_it_says()
    {
        using var coded = new MemoryStream();
        await using (var gzip = new GZipStream(coded, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync("there is a leak"u8.ToArray());
        }

        await using var frontEnd = RawFrontEnd.Answering(Encoding.Latin1.GetString(coded.ToArray()), fields: "Content-Type: text/html\r\nContent-Encoding: gzip\r\n");
        await using var rig = await StartAsync(frontEnd, Judging());

        Assert.StartsWith("HTTP/1.1 403 ", await rig.AskAsync(Request), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BeyondLimit.Pass, 200)]
    [InlineData(BeyondLimit.Refuse, 403)]
    public async Task Of_a_long_answer_its_beginning_is_judged(BeyondLimit beyond, int status)
    {
        await using var frontEnd = RawFrontEnd.Answering(new string('x', 5000) + "leak", fields: "Content-Type: text/html\r\n");
        await using var rig = await StartAsync(frontEnd, Judging() with { Response = new WafResponsePolicy(["text/html"], 4096, beyond) });

        var answer = await rig.AskAsync(Request);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(beyond == BeyondLimit.Pass, answer.EndsWith("leak", StringComparison.Ordinal));
        Assert.Equal(beyond == BeyondLimit.Pass ? FirewallVerdict.Passed : FirewallVerdict.Blocked, (await VerdictAsync(rig)).Verdict);
    }

    [Fact]
    public async Task Where_a_policy_detects_the_answer_passes_as_it_comes()
    {
        await using var frontEnd = RawFrontEnd.Answering("a leak", fields: "Content-Type: text/html\r\nX-Inner: yes\r\n");
        await using var rig = await StartAsync(frontEnd, Judging() with { Mode = FirewallMode.Detect });

        var answer = await rig.AskAsync(Request);

        var firewall = (await rig.Records.NextAsync()).Firewall!;
        Assert.EndsWith("a leak", answer, StringComparison.Ordinal);
        Assert.Equal(FirewallVerdict.Detected, firewall.Verdict);
        Assert.Equal([2001, 2002], firewall.Matches.Select(m => (int)m.Id));
    }

    [Fact]
    public async Task Without_the_key_answers_are_not_judged()
    {
        await using var frontEnd = RawFrontEnd.Answering("a leak", fields: "Content-Type: text/html\r\nX-Inner: yes\r\n");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Header, Body));

        Assert.EndsWith("a leak", await rig.AskAsync(Request), StringComparison.Ordinal);
        Assert.Equal((FirewallVerdict.Passed, 0L), await VerdictAsync(rig));
    }

    private static Task<PublishingRig> StartAsync(RawFrontEnd frontEnd, WafPolicy policy) => PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy)));

    private static async Task<(FirewallVerdict Verdict, long Rule)> VerdictAsync(PublishingRig rig) =>
        (await rig.Records.NextAsync()).Firewall is { } firewall ? (firewall.Verdict, firewall.RuleId) : default;

    private WafPolicy Judging() => _files.Policy(Header, Body) with { Response = new WafResponsePolicy(WafResponsePolicy.UsualTypes, WafResponsePolicy.UsualLimit, BeyondLimit.Pass) };
}
