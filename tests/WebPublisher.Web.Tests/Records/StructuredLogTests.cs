using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class StructuredLogTests
{
    [Fact]
    public void A_served_request_is_one_line_at_information()
    {
        var logged = Log(TestRecord.Forwarded());

        Assert.Equal(LogLevel.Information, logged.Level);
        Assert.Equal((2000, "Request"), (logged.Id.Id, logged.Id.Name));
        Assert.Equal(
            "Forwarded GET https://mail.nwtraders.com/owa/?_task=mail&_token=* status=200 substatus=0 code=0 reason=- detail='-' reference=R1 rule='OWA rule' section='owa' "
            + "client=192.0.2.1:50001 listener=external-https protocol=HTTP/2 tls=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 farm=owa-farm "
            + "frontend=owafe01.nwtraders.com:443 attempts=1 received=12 sent=3456 ms=42.5 frontend-ms=40 policy=0123456789ab trace=0af7651916cd43dd8448eb211c80319c firewall=- score=0",
            logged.Message);
    }

    [Fact]
    public void What_is_not_known_is_a_dash_or_empty()
    {
        var record = new PublishingRecord { Reference = "R2", Started = default, Listener = "external-http", Decision = PublishingDecision.Denied, Denial = new Denial(DenialReason.InvalidHost), Status = 400 };

        Assert.Equal(
            "Denied   status=400 substatus=0 code=0 reason=InvalidHost detail='-' reference=R2 rule='-' section='-' client= listener=external-http protocol=- tls=- cipher=- farm=- "
            + "frontend=- attempts=0 received=0 sent=0 ms=0 frontend-ms= policy= trace=- firewall=- score=0",
            Log(record).Message);
    }

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1%3")]
    [InlineData("::ffff:192.0.2.1")]
    public void A_client_is_written_as_an_endpoint_writes_itself(string address)
    {
        var client = new IPEndPoint(IPAddress.Parse(address), 50001);
        var record = new PublishingRecord { Reference = "R3", Started = default, Listener = "external-http", Client = client };

        Assert.Contains($" client={client} listener=", Log(record).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_have_the_names_of_the_template_and_types_of_their_own()
    {
        var record = TestRecord.Forwarded();
        record.Status = 999;

        Dictionary<string, object?> expected = new()
        {
            ["Decision"] = PublishingDecision.Forwarded,
            ["Method"] = "GET",
            ["Url"] = "https://mail.nwtraders.com/owa/?_task=mail&_token=*",
            ["Status"] = 999,
            ["SubStatus"] = 0,
            ["Code"] = 0,
            ["Reason"] = "-",
            ["Detail"] = "-",
            ["Reference"] = "R1",
            ["Rule"] = "OWA rule",
            ["Section"] = "owa",
            ["Client"] = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 50001),
            ["Listener"] = "external-https",
            ["Protocol"] = "HTTP/2",
            ["TlsVersion"] = "TLSv1.3",
            ["CipherSuite"] = "TLS_AES_256_GCM_SHA384",
            ["Farm"] = "owa-farm",
            ["FrontEnd"] = "owafe01.nwtraders.com:443",
            ["Attempts"] = 1,
            ["RequestBytes"] = 12L,
            ["ResponseBytes"] = 3456L,
            ["Milliseconds"] = 42.5,
            ["FrontEndMilliseconds"] = 40.0,
            ["PolicyRevision"] = "0123456789ab",
            ["TraceId"] = "0af7651916cd43dd8448eb211c80319c",
            ["Firewall"] = "-",
            ["FirewallScore"] = 0,
        };
        var fields = Log(record).Fields;
        Assert.True(fields.Remove("{OriginalFormat}", out var template));
        Assert.Equal(expected, fields);
        Assert.Equal(expected.Keys, Regex.Matches((string)template!, "{(?<name>[A-Za-z]+)}").Select(match => match.Groups["name"].Value));
    }

    [Theory]
    [InlineData(DenialReason.SecureChannelRequired, LogLevel.Warning, 403, 4, 12211)]
    [InlineData(DenialReason.NotPublished, LogLevel.Warning, 403, 0, 12202)]
    [InlineData(DenialReason.InvalidTarget, LogLevel.Warning, 400, 0, 0)]
    [InlineData(DenialReason.FrontEndCertificateRefused, LogLevel.Error, 502, 0, 0)]
    [InlineData(DenialReason.InternalError, LogLevel.Error, 500, 0, 0)]
    public void A_refusal_is_a_warning_and_a_failure_an_error(DenialReason reason, LogLevel level, int status, int subStatus, int code)
    {
        var logged = Log(TestRecord.Denied(reason, "SAN is owafe09"));

        Assert.Equal(level, logged.Level);
        Assert.Equal(status, logged.Fields["Status"]);
        Assert.Equal(subStatus, logged.Fields["SubStatus"]);
        Assert.Equal(code, logged.Fields["Code"]);
        Assert.Equal(reason.ToString(), logged.Fields["Reason"]);
        Assert.Equal("SAN is owafe09", logged.Fields["Detail"]);
    }

    [Fact]
    public void No_field_from_outside_forges_a_line()
    {
        var record = TestRecord.Denied(DenialReason.InvalidHost, "Host was a\r\nb");
        record.Method = "GE\nT";
        record.Host = "evil\r\nhost";
        record.Path = "/\u001b[2J";
        record.Query = "?x\ny=1";

        var logged = Log(record);

        Assert.DoesNotContain(logged.Message, char.IsControl);
        Assert.Equal("https://evil\\u000D\\u000Ahost/\\u001B[2J?x%0Ay=*", logged.Fields["Url"]);
        Assert.Equal("Host was a\\u000D\\u000Ab", logged.Fields["Detail"]);
    }

    [Fact]
    public void Fields_from_outside_are_bounded()
    {
        var record = TestRecord.Denied(DenialReason.InvalidTarget, new string('d', 100_000));
        record.Path = "/" + new string('p', 100_000);
        record.Method = new string('M', 100_000);

        Assert.True(Log(record).Message.Length < 8000);
    }

    [Fact]
    public void An_IPv6_host_stands_in_brackets()
    {
        var record = TestRecord.Forwarded();
        record.Host = "2001:db8::1";
        record.Query = "";

        Assert.Equal("https://[2001:db8::1]/owa/", Log(record).Fields["Url"]);
    }

    [Fact]
    public void Nothing_is_formatted_when_the_level_is_off()
    {
        var logger = new RecordingLogger<StructuredLog>(LogLevel.Warning);
        var log = new StructuredLog(TestRecord.Policy(), logger);
        var record = TestRecord.Forwarded();
        log.Write(record);

        var before = GC.GetAllocatedBytesForCurrentThread();
        log.Write(record);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(logger.Events);
    }

    private static LoggedEvent Log(PublishingRecord record)
    {
        var logger = new RecordingLogger<StructuredLog>();
        new StructuredLog(TestRecord.Policy(), logger).Write(record);
        return Assert.Single(logger.Events);
    }
}
