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
            "Forwarded GET https://mail.nwtraders.com/owa/?_task=mail&_token=* status=200 substatus=0 code=0 reason=- detail='-' reference=R1 rule='OWA rule' "
            + "client=192.0.2.1:50001 listener=external-https protocol=HTTP/2 tls=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 farm=owa-farm "
            + "frontend=owafe01.nwtraders.com:443 attempts=1 received=12 sent=3456 ms=42.5 frontend-ms=40 policy=0123456789ab trace=0af7651916cd43dd8448eb211c80319c",
            logged.Message);
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
