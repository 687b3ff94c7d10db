using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Commands.Firewall;
using WebPublisher.Policy;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Operations;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;
using WebPublisher.Web.Records;

namespace WebPublisher.Tests.Commands.Firewall;

/// <summary>The log's side and the report's agree on names, whatever becomes of either.</summary>
public sealed class FirewallLogEntryTests
{
    [Fact]
    public void What_the_server_logs_of_a_match_is_read()
    {
        var log = new Lines();
        using var factory = new LoggerFactory([log]);
        new StructuredLog(new(Policy()), factory.CreateLogger<StructuredLog>()).Write(new PublishingRecord
        {
            Reference = "R1",
            Started = DateTimeOffset.UnixEpoch,
            Listener = "https",
            Client = IPEndPoint.Parse("[2001:db8::7]:4711"),
            Method = "POST",
            Path = "/mail/",
            Rule = "Webmail",
            Section = "mail",
            PolicyRevision = "0",
            Firewall = new FirewallRecord
            {
                Mode = FirewallMode.Detect,
                Verdict = FirewallVerdict.Detected,
                InboundScore = 5,
                Matches = [new FirewallMatch { Id = 942100, Phase = 2, Message = "An \"injection\"", Variable = "ARGS:q", Value = "1=1", Data = "d", Severity = "CRITICAL" }],
            },
        });

        var entry = Assert.Single(log.Written.Select(FirewallLogEntry.Read).OfType<FirewallLogEntry>());
        Assert.Equal(
            new FirewallLogEntry(
                new ManualTime().GetUtcNow(), 942100, "An \"injection\"", "ARGS:q", "1=1", "CRITICAL", "Detected", "R1", "Webmail", "mail", "2001:db8::7", "POST", "/mail/"),
            entry);
        Assert.True(entry.IsCondemned);
    }

    private static PublisherPolicy Policy() => new()
    {
        Revision = "0",
        Server = new ServerPolicy("EDGE01", "/var/lib/webpublisher"),
        Operations = new OperationsPolicy(Listen: null, Otlp: null),
        Logging = new LoggingPolicy(null, FrozenSet<string>.Empty),
        Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
    };

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly JsonLineFormatter _formatter = new(new ManualTime());

        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = new ArrayBufferWriter<byte>();
            _formatter.Write(new LogEntry<TState>(logLevel, "x", eventId, state, exception, formatter), line);
            Written.Add(Encoding.UTF8.GetString(line.WrittenSpan));
        }

        public void Dispose()
        {
        }
    }
}
