using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Tests.Telemetry;

public sealed class ServerLogTests
{
    private const string Message =
        "Denied GET https://mail.nwtraders.com/ecp/?x=* status=403 substatus=0 code=12202 reason=NotPublished detail='-' reference=R1 rule='Default\u202e rule' section='-' "
        + "client=192.0.2.1:50001 listener=external-https protocol=HTTP/2 tls=- cipher=- farm=- frontend=- attempts=0 received=0 sent=5000000000 ms=1.5 frontend-ms= "
        + "policy=0123456789ab trace=- firewall=- score=0";

    [Fact]
    public void A_record_becomes_a_line_of_text() => Assert.Equal(
        "2026-03-02T09:30:00.000Z warn StructuredLog[2000] " + Message.Replace("\u202e", "\\u202E", StringComparison.Ordinal) + "\n",
        Log(LogStyle.Text, loggers => new StructuredLog(Policy(), loggers.CreateLogger<StructuredLog>()).Write(Denied())));

    [Fact]
    public void A_record_becomes_a_JSON_object()
    {
        var line = Log(LogStyle.Json, loggers => new StructuredLog(Policy(), loggers.CreateLogger<StructuredLog>()).Write(Denied()));

        var fields = "\"decision\":\"Denied\",\"method\":\"GET\",\"url\":\"https://mail.nwtraders.com/ecp/?x=*\",\"status\":403,\"subStatus\":0,\"code\":12202,"
            + "\"reason\":\"NotPublished\",\"detail\":\"-\",\"reference\":\"R1\",\"rule\":\"Default\\u202E rule\",\"section\":\"-\",\"client\":\"192.0.2.1:50001\",\"listener\":\"external-https\","
            + "\"protocol\":\"HTTP/2\",\"tlsVersion\":\"-\",\"cipherSuite\":\"-\",\"farm\":\"-\",\"frontEnd\":\"-\",\"attempts\":0,\"requestBytes\":0,"
            + "\"responseBytes\":5000000000,\"milliseconds\":1.5,\"frontEndMilliseconds\":null,\"policyRevision\":\"0123456789ab\",\"traceId\":\"-\",\"firewall\":\"-\",\"firewallScore\":0";
        Assert.Equal(
            "{\"time\":\"2026-03-02T09:30:00Z\",\"level\":\"warning\",\"category\":\"WebPublisher.Web.Records.StructuredLog\",\"id\":2000,\"event\":\"Request\","
            + $"\"message\":{JsonSerializer.Serialize(Message)},\"fields\":{{{fields}}}}}\n",
            line);
    }

    [Fact]
    public void A_value_that_logs_while_it_is_written_breaks_no_line()
    {
        var text = Log(LogStyle.Json, loggers =>
        {
            var logger = loggers.CreateLogger("Test");
            KeyValuePair<string, object?>[] state = [new("Value", new Talkative(logger))];
            logger.Log(LogLevel.Warning, default, state, exception: null, (_, _) => "outer");
        });

        var messages = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString());
        Assert.Equal(["inner", "outer"], messages);
    }

    [Fact]
    public void Lost_lines_are_told_in_the_style_of_the_log()
    {
        using var output = new GatedOutput { IsBroken = true };
        using (var loggers = LoggingSetup.Create(LogStyle.Journal, LogLevel.Information, TimeProvider.System, output))
        {
            loggers.CreateLogger("Test").Log(LogLevel.Warning, default, "a", exception: null, (state, _) => state);
            Assert.Equal("failed", output.Next());
            Assert.Equal("failed", output.Next());
            output.IsBroken = false;
        }

        Assert.Equal("<4>ServerLog[5002] The output of this log did not keep up, or could not be written: lines lost here: 1\n", output.Rest());
    }

    private static string Log(LogStyle style, Action<ILoggerFactory> log)
    {
        using var output = new GatedOutput();
        using (var loggers = LoggingSetup.Create(style, LogLevel.Information, new ManualTime(), output))
        {
            log(loggers);
        }

        return output.Rest();
    }

    private static PublishingRecord Denied() => new()
    {
        Reference = "R1",
        Started = default,
        Listener = "external-https",
        Client = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 50001),
        Protocol = "HTTP/2",
        Scheme = "https",
        Method = "GET",
        Host = "mail.nwtraders.com",
        Path = "/ecp/",
        Query = "?x=1",
        PolicyRevision = "0123456789ab",
        Rule = "Default\u202e rule",
        Decision = PublishingDecision.Denied,
        Denial = new Denial(DenialReason.NotPublished),
        Status = 403,
        ResponseBytes = 5_000_000_000,
        Duration = TimeSpan.FromMilliseconds(1.5),
    };

    private static Snapshot<PublisherPolicy> Policy() => new(new PublisherPolicy
    {
        Revision = "0123456789ab",
        Server = new ServerPolicy("EDGE01", "/var/lib/webpublisher"),
        Operations = new OperationsPolicy(Listen: null, Otlp: null),
        Logging = new LoggingPolicy(AccessLog: null, FrozenSet<string>.Empty),
        Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
    });

    private sealed class Talkative(ILogger logger)
    {
        public override string ToString()
        {
            logger.Log(LogLevel.Warning, default, "inner", exception: null, (state, _) => state);
            return "value";
        }
    }
}
