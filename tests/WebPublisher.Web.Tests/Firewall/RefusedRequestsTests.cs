using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Bridging;
using WebPublisher.Web.Tests.Pipeline;

namespace WebPublisher.Web.Tests.Firewall;

public sealed class RefusedRequestsTests : IDisposable
{
    private readonly FirewallFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", DenialReason.InvalidHost, "&REQUEST_HEADERS:Host \"@eq 0\"")]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n", DenialReason.InvalidHost, "REQUEST_HEADERS:Host \"@rx ^$\"")]
    [InlineData("GET / HTTP/1.1\r\nHost: mail.example.test\r\nHost: b\r\n\r\n", DenialReason.InvalidHost, "&REQUEST_HEADERS:Host \"@eq 2\"")]
    [InlineData("G T /x y HTTP/1.1\r\nHost: mail.example.test\r\n\r\n", DenialReason.MalformedRequest, "REQUEST_LINE \"@streq G T /x y HTTP/1.1\"")]
    [InlineData("GET / HTTP/1.1\r\nHost: mail.example.test\r\nA b: c\r\nX: y\r\n\r\n", DenialReason.InvalidHeader, "REQUEST_HEADERS:X \"@streq y\"")]
    [InlineData("POST / HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", DenialReason.InvalidFraming, "&REQUEST_HEADERS:Transfer-Encoding \"@eq 1\"")]
    [InlineData("POST / HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 3x\r\n\r\n", DenialReason.InvalidFraming, "REQUEST_HEADERS:Content-Length \"!@rx ^[0-9]+$\"")]
    [InlineData("TRACE /a HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.MethodRefused, "REQUEST_METHOD \"@streq TRACE\"")]
    [InlineData("FOO /a HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.MethodRefused, "REQUEST_METHOD \"@streq FOO\"")]
    [InlineData("GET /a%252e%252e/ HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.InvalidTarget, "REQUEST_URI_RAW \"@streq /a%252e%252e/\"")]
    [InlineData("GET /a%2fb HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.InvalidTarget, "REQUEST_URI_RAW \"@streq /a%2fb\"")]
    [InlineData("GET /a%00b HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.InvalidTarget, "REQUEST_URI_RAW \"@streq /a%00b\"")]
    [InlineData("GET ?a=b HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.MalformedRequest, "REQUEST_URI_RAW \"@streq ?a=b\"")]
    [InlineData("POST / HTTP/1.0\r\nHost: mail.example.test\r\n\r\n", DenialReason.InvalidFraming, "REQUEST_PROTOCOL \"@streq HTTP/1.0\"")]
    [InlineData("CONNECT 192.0.2.1:80 HTTP/1.1\r\nHost: mail.example.test\r\n\r\n", DenialReason.ConnectRefused, "REQUEST_METHOD \"@streq CONNECT\"")]
    [InlineData("CONNECT /a HTTP/1.1\r\nHost: mail.example.test\r\n\r\n", DenialReason.MalformedRequest, "REQUEST_METHOD \"@streq CONNECT\"")]
    [InlineData("POST / HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", DenialReason.InvalidFraming, "&REQUEST_HEADERS:Content-Length \"@eq 0\"")]
    [InlineData("GET / HTTP/1.1\r\nHost: mail.example.test\r\nX: a\rb\r\n\r\n", DenialReason.InvalidHeader, "&REQUEST_HEADERS:X \"@eq 0\"")]
    [InlineData("CONNECT mail.example.test:80 HTTP/1.1\r\nHost: mail.example.test:80\r\nConnection: close\r\n\r\n", DenialReason.ConnectRefused, "REQUEST_METHOD \"@streq CONNECT\"")]
    [InlineData("GET / HTTP/1.1\r\nHost: <a>\r\nConnection: close\r\n\r\n", DenialReason.InvalidHost, "REQUEST_HEADERS:Host \"@streq <a>\"")]
    [InlineData("GET / HTTP/1.1\r\nHost: mail.example.test:x\r\nConnection: close\r\n\r\n", DenialReason.InvalidHost, "REQUEST_HEADERS:Host \"@endsWith :x\"")]
    [InlineData("* / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.MethodRefused, "REQUEST_METHOD \"@streq *\"")]
    [InlineData("GET * HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.MalformedRequest, "REQUEST_URI_RAW \"@streq *\"")]
    [InlineData("GET http://[x/ HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\n\r\n", DenialReason.MalformedRequest, "REQUEST_URI_RAW \"@beginsWith http\"")]
    public async Task What_is_refused_before_a_rule_is_found_is_shown_to_the_rules(string request, DenialReason reason, string rule)
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        var policy = _files.Policy($"SecRule {rule} \"id:1,phase:1,log,deny\"", "SecAction \"id:2,phase:2,log,pass\"", "SecAction \"id:3,phase:5,log,pass\"");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(policy)));

        await rig.AskAsync(request);

        var record = await rig.Records.NextAsync();
        Assert.Equal(reason, record.Denial?.Reason);
        Assert.Equal((FirewallVerdict.Blocked, 1L), (record.Firewall?.Verdict, record.Firewall?.RuleId));
        Assert.Contains(record.Firewall!.Matches, match => match.Id == 3);
        Assert.Equal(0, frontEnd.Connections);
    }

    [Fact]
    public async Task What_no_rule_publishes_is_shown_to_none()
    {
        await using var frontEnd = RawFrontEnd.Answering("hello");
        await using var rig = await PublishingRig.StartAsync(PublishingRig.Rule(frontEnd, FirewallFiles.Section(_files.Policy("SecAction \"id:1,phase:1,log,pass\""))));

        await rig.AskAsync("GET / HTTP/1.1\r\nHost: other.example.test\r\nConnection: close\r\n\r\n");

        var record = await rig.Records.NextAsync();
        Assert.Equal((DenialReason.NotPublished, null), (record.Denial?.Reason, record.Firewall));
    }
}
