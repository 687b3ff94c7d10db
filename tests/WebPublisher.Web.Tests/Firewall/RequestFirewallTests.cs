using WebPublisher.Policy.Firewall;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Firewall;

public sealed class RequestFirewallTests : IDisposable
{
    private const string Head = "Host: mail.example.test\r\nConnection: close\r\n";
    private const string Evil = "SecRule ARGS \"@contains evil\" \"id:1001,phase:2,log,deny,msg:'Evil found',logdata:'found %{MATCHED_VAR}',tag:'attack-evil',severity:CRITICAL\"";

    private readonly FirewallFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_the_rules_condemn_does_not_reach_the_front_end()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil));

        var answer = await rig.AskAsync($"GET /x?q=an+evil+word HTTP/1.1\r\n{Head}\r\n");

        var record = await rig.Records.NextAsync();
        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Contains("code 12217", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("1001", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", answer, StringComparison.Ordinal);
        Assert.Contains(record.Reference, answer, StringComparison.Ordinal);
        Assert.Equal(0, frontEnd.Connections);
        Assert.Equal((DenialReason.RejectedByFirewall, "rule 1001, score 0/0"), (record.Denial?.Reason, record.Denial?.Detail));
        Assert.Equal((FirewallMode.Block, FirewallVerdict.Blocked, 1001L), (record.Firewall?.Mode, record.Firewall?.Verdict, record.Firewall?.RuleId));
        var match = Assert.Single(record.Firewall!.Matches);
        Assert.Equal((1001L, 2, "Evil found", "found an evil word", "ARGS:q", "an evil word", "CRITICAL"), (match.Id, match.Phase, match.Message, match.Data, match.Variable, match.Value, match.Severity));
        Assert.Equal("attack-evil", Assert.Single(match.Tags));
        Assert.EndsWith("REQUEST-920-1.conf", match.File, StringComparison.Ordinal);
        Assert.Equal(1, match.Line);
    }

    [Fact]
    public async Task Where_a_policy_detects_it_is_told_of_and_passes()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil) with { Mode = FirewallMode.Detect });

        var answer = await rig.AskAsync($"GET /x?q=evil HTTP/1.1\r\n{Head}\r\n");

        var record = await rig.Records.NextAsync();
        Assert.EndsWith("hello", answer, StringComparison.Ordinal);
        Assert.Null(record.Denial);
        Assert.Equal((FirewallVerdict.Detected, 1001L), (record.Firewall?.Verdict, record.Firewall?.RuleId));
        Assert.Equal(1001, Assert.Single(record.Firewall!.Matches).Id);
    }

    [Fact]
    public async Task What_they_do_not_condemn_passes_whole()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil));

        var answer = await rig.AskAsync($"POST /x?q=good HTTP/1.1\r\n{Head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\na=good");

        var record = await rig.Records.NextAsync();
        Assert.EndsWith("hello", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\na=good", Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
        Assert.Equal(FirewallVerdict.Passed, record.Firewall?.Verdict);
        Assert.Empty(record.Firewall!.Matches);
    }

    [Fact]
    public async Task A_section_without_a_firewall_has_none_in_its_record()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd));

        await rig.AskAsync($"GET /x?q=evil HTTP/1.1\r\n{Head}\r\n");

        Assert.Null((await rig.Records.NextAsync()).Firewall);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=b&c=evi", null)]
    [InlineData("application/x-www-form-urlencoded", "a=b&c=%65vil", "ARGS:c")]
    [InlineData("application/json", "{\"c\":\"e\\u0076i\"}", null)]
    [InlineData("application/json", "{\"c\":\"e\\u0076il\"}", "ARGS:c")]
    [InlineData("application/vnd.api+json", "{\"b\":{\"c\":\"evil\"}}", "ARGS:b.c")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\nevil\r\n--x--\r\n", "ARGS:c")]
    public async Task Bodies_are_read_as_what_they_are(string type, string body, string? variable)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil));

        await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        var record = await rig.Records.NextAsync();
        Assert.Equal(variable, record.Firewall?.Matches.Where(m => m.Id == 1001).Select(m => m.Variable).FirstOrDefault());
        Assert.Equal(variable is null ? 0 : 1001, record.Firewall?.RuleId);
    }

    [Fact]
    public async Task A_body_in_chunks_is_read_as_well()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil));

        await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na=b&c\r\n8\r\n=%65vil&\r\n0\r\n\r\n");

        Assert.Equal(1001, (await rig.Records.NextAsync()).Firewall?.RuleId);
    }

    [Fact]
    public async Task What_of_a_form_with_files_is_no_file_has_the_same_limit()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil) with { RequestBodyLimit = 4096 });
        var body = $"--x\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n{new string('a', 10_000)}evil\r\n--x--\r\n";

        await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.Equal(200002, (await rig.Records.NextAsync()).Firewall?.RuleId);
        Assert.Empty(frontEnd.Requests);
    }

    [Fact]
    public async Task The_text_of_XML_is_looked_into()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy("SecRule XML:/* \"@contains evil\" \"id:1,phase:2,log,deny\""));

        await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: text/xml; charset=utf-8\r\nContent-Length: 14\r\n\r\n<a>an evil</a>");

        Assert.Equal(1, (await rig.Records.NextAsync()).Firewall?.RuleId);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_refused()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil));

        await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: application/json\r\nContent-Length: 6\r\n\r\n{{\"a\": ");

        Assert.Equal(200002, (await rig.Records.NextAsync()).Firewall?.RuleId);
        Assert.Equal(0, frontEnd.Connections);
    }

    [Theory]
    [InlineData(BeyondLimit.Pass, "&x=evil", false, 200)]
    [InlineData(BeyondLimit.Pass, "&x=evil", true, 403)]
    [InlineData(BeyondLimit.Refuse, "&x=good", false, 413)]
    public async Task Of_a_long_body_its_beginning_is_judged(BeyondLimit beyond, string told, bool atTheBeginning, int status)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil) with { RequestBodyLimit = 4096, BeyondRequestBody = beyond });
        var padding = "a=" + new string('a', 5000);
        var body = atTheBeginning ? "b=1" + told + "&" + padding : padding + told;

        var answer = await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        var record = await rig.Records.NextAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(status == 413 ? "the firewall judges bodies of at most 4096 bytes" : "of the body the first 4096 bytes were judged", record.Firewall?.Shortfall);
        if (status == 200)
        {
            Assert.EndsWith(body, Assert.Single(frontEnd.Requests), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task JSON_that_is_longer_than_is_judged_is_no_damaged_JSON()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil) with { RequestBodyLimit = 1024 });
        var body = $"{{\"a\":\"{new string('a', 3000)}\"}}";

        var answer = await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("good", true)]
    [InlineData("evil", false)]
    public async Task A_form_with_files_is_judged_on_its_way_and_its_end_waits_for_the_verdict(string last, bool passes)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(Evil) with { RequestBodyLimit = 4096, BeyondRequestBody = BeyondLimit.Refuse });
        var file = new string('f', 300_000);
        var body = $"--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n{file}\r\n"
            + $"--x\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n{last}\r\n--x--\r\n";

        var answer = await rig.AskAsync($"POST /x HTTP/1.1\r\n{Head}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        var record = await rig.Records.NextAsync();
        Assert.StartsWith(passes ? "HTTP/1.1 200 " : "HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Equal(passes ? FirewallVerdict.Passed : FirewallVerdict.Blocked, record.Firewall?.Verdict);
        Assert.Equal(passes ? 1 : 0, frontEnd.Requests.Count);
        Assert.Null(record.Firewall?.Shortfall);
    }

    [Fact]
    public async Task The_rules_see_the_target_and_the_fields_as_they_were_sent()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(
            "SecRule REQUEST_URI_RAW \"@streq /a/../x%41?y=%zz\" \"id:1,phase:1,log,pass\"",
            "SecRule REQUEST_HEADERS:X-Twice \"@rx ^(?:one|tw\\xe9)$\" \"id:2,phase:1,log,pass\"",
            "SecRule &REQUEST_HEADERS:X-Twice \"@eq 2\" \"id:3,phase:1,log,pass\"",
            "SecRule REQUEST_PROTOCOL \"@streq HTTP/1.1\" \"id:4,phase:1,log,pass\"",
            "SecRule REMOTE_ADDR \"@ipMatch 127.0.0.1\" \"id:5,phase:1,log,pass\"",
            "SecRule REQUEST_HEADERS:Host \"@streq mail.example.test\" \"id:6,phase:1,log,pass\""));

        await rig.AskAsync($"GET /a/../x%41?y=%zz HTTP/1.1\r\n{Head}X-Twice: one\r\nX-Twice: tw\u00e9\r\n\r\n");

        Assert.Equal([1, 2, 2, 3, 4, 5, 6], (await rig.Records.NextAsync()).Firewall!.Matches.Select(match => (int)match.Id));
    }

    [Theory]
    [InlineData("Connection: keep-alive, close\r\n", "REQUEST_HEADERS:Connection \"@streq keep-alive, close\"")]
    [InlineData("Upgrade: h2c\r\nConnection: close, Upgrade\r\n", "REQUEST_HEADERS:Upgrade \"@streq h2c\"")]
    [InlineData("Content-Length: 00\r\nConnection: close\r\n", "REQUEST_HEADERS:Content-Length \"@streq 00\"")]
    [InlineData("x-UPPER: 1\r\nConnection: close\r\n", "REQUEST_HEADERS_NAMES \"@streq x-UPPER\"")]
    [InlineData("Authorization: Negotiate abc\r\nConnection: close\r\n", "REQUEST_HEADERS:Authorization \"@streq Negotiate abc\"")]
    public async Task What_Kestrel_or_the_publisher_changes_the_rules_have_seen_before(string fields, string rule)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy($"SecRule {rule} \"id:1,phase:1,log,deny\""));

        await rig.AskAsync($"GET / HTTP/1.1\r\nHost: mail.example.test\r\n{fields}\r\n");

        Assert.Equal(1, (await rig.Records.NextAsync()).Firewall?.RuleId);
    }

    [Fact]
    public async Task Each_request_of_a_connection_is_judged_by_its_own_head()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy("SecRule ARGS:a \"@rx ^(.*)$\" \"id:1,phase:1,log,pass,capture,msg:'%{TX.1}'\""));
        const string Fields = "Host: mail.example.test\r\n";

        await rig.AskAsync($"GET /?a=one HTTP/1.1\r\n{Fields}\r\nPOST /?a=two HTTP/1.1\r\n{Fields}Content-Length: 2\r\n\r\nxyGET /?a=three HTTP/1.1\r\n{Fields}Connection: close\r\n\r\n");

        Assert.Equal("one", Assert.Single((await rig.Records.NextAsync()).Firewall!.Matches).Message);
        Assert.Equal("two", Assert.Single((await rig.Records.NextAsync()).Firewall!.Matches).Message);
        Assert.Equal("three", Assert.Single((await rig.Records.NextAsync()).Firewall!.Matches).Message);
    }

    [Fact]
    public async Task Requests_over_HTTP2_are_judged_as_well()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(
            "SecRule REQUEST_COOKIES:b \"@streq 2\" \"id:1,phase:1,log,pass,chain\"",
            "SecRule ARGS:q \"@streq evil\" \"chain\"",
            "SecRule REQUEST_HEADERS:Host \"@streq mail.example.test\" \"t:none\""));

        await rig.AskOverHttp2Async((":method", "GET"), (":scheme", "https"), (":authority", "mail.example.test"), (":path", "/x?q=%65vil"), ("cookie", "a=1"), ("cookie", "b=2"));

        Assert.Equal(1, Assert.Single((await rig.Records.NextAsync()).Firewall!.Matches).Id);
    }

    [Fact]
    public async Task Rules_that_do_not_log_are_not_told_and_the_last_phase_is_asked()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(
            "SecAction \"id:1,phase:1,nolog,pass,setvar:tx.seen=1\"",
            "SecRule TX:seen \"@eq 1\" \"id:2,phase:5,log,pass,msg:'at the end'\""));

        await rig.AskAsync($"GET / HTTP/1.1\r\n{Head}\r\n");

        var match = Assert.Single((await rig.Records.NextAsync()).Firewall!.Matches);
        Assert.Equal((2, 5, "at the end"), (match.Id, match.Phase, match.Message));
    }

    [Fact]
    public async Task Anomaly_scores_are_told()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await StartAsync(frontEnd, _files.Policy(
            "SecRule ARGS \"@contains evil\" \"id:1,phase:2,log,pass,setvar:tx.anomaly_score=+5\"",
            "SecRule TX:ANOMALY_SCORE \"@ge %{tx.inbound_anomaly_score_threshold}\" \"id:949110,phase:2,log,deny,msg:'Score %{TX.ANOMALY_SCORE}'\"") with { InboundThreshold = 10 });

        var passed = await rig.AskAsync($"GET /?a=evil HTTP/1.1\r\n{Head}\r\n");
        var first = await rig.Records.NextAsync();
        var refused = await rig.AskAsync($"GET /?a=evil&b=evil HTTP/1.1\r\n{Head}\r\n");
        var second = await rig.Records.NextAsync();

        Assert.StartsWith("HTTP/1.1 200 ", passed, StringComparison.Ordinal);
        Assert.Equal((FirewallVerdict.Passed, 5), (first.Firewall?.Verdict, first.Firewall?.InboundScore));
        Assert.StartsWith("HTTP/1.1 403 ", refused, StringComparison.Ordinal);
        Assert.Equal((FirewallVerdict.Blocked, 10, 949110L), (second.Firewall?.Verdict, second.Firewall?.InboundScore, second.Firewall?.RuleId));
        Assert.Equal("rule 949110, score 10/0: 1 ARGS:a, 1 ARGS:b", second.Denial?.Detail);
    }

    private static Task<PublishingRig> StartAsync(RawFrontEnd frontEnd, WafPolicy policy) => PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy)));
}
