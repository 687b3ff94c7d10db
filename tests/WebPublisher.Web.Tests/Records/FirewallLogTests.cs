using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Firewall;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class FirewallLogTests
{
    [Fact]
    public void Each_rule_that_matched_is_an_event_under_the_number_of_the_request()
    {
        var record = TestRecord.Forwarded();
        record.Firewall = new FirewallRecord
        {
            Mode = FirewallMode.Detect,
            Verdict = FirewallVerdict.Detected,
            InboundScore = 10,
            Matches =
            [
                new FirewallMatch { Id = 942100, Phase = 2, Message = "SQL\ninjection", Data = "found 's&1'", Variable = "ARGS:q", Value = "1 or 1=1", Severity = "CRITICAL" },
                new FirewallMatch { Id = 949110, Phase = 2, Message = "Inbound score" },
            ],
        };
        var logger = new RecordingLogger<StructuredLog>();

        new StructuredLog(TestRecord.Policy(), logger).Write(record);

        Assert.Equal([2004, 2004, 2000], logger.Events.Select(e => e.Id.Id));
        var first = logger.Events.First();
        Assert.Equal(LogLevel.Warning, first.Level);
        Assert.Equal("FirewallMatch", first.Id.Name);
        Assert.Equal(942100L, first.Fields["RuleId"]);
        Assert.Equal("SQL\\u000Ainjection", first.Fields["Message"]);
        Assert.Equal("ARGS:q", first.Fields["Variable"]);
        Assert.Equal("1 or 1=1", first.Fields["Value"]);
        Assert.Equal(FirewallMode.Detect, first.Fields["Mode"]);
        Assert.Equal(FirewallVerdict.Detected, first.Fields["Verdict"]);
        Assert.Equal("R1", first.Fields["Reference"]);
        Assert.Equal("Detected", logger.Events.Last().Fields["Firewall"]);
        Assert.Equal(10, logger.Events.Last().Fields["FirewallScore"]);
    }
}
