using System.Collections.Immutable;
using WebPublisher.Mail.Dns;
using WebPublisher.Mail.Smtp;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Agents.Content;
using WebPublisher.Smtp.Antivirus;

namespace WebPublisher.Smtp.Records;

/// <summary>What is measured of mail.</summary>
public static class SmtpInstruments
{
    private static readonly InstrumentTag s_connector = InstrumentTag.OfPolicy("connector", "the receive connector");
    private static readonly InstrumentTag s_sendConnector = InstrumentTag.OfPolicy("connector", "the send connector");
    private static readonly InstrumentTag s_route = InstrumentTag.OfPolicy("route", "the send connector it went to; absent where no recipient was accepted");
    private static readonly InstrumentTag s_outcome = InstrumentTag.OfNames<MessageOutcome>("outcome", "what became of it");
    private static readonly InstrumentTag s_agent = InstrumentTag.OfPolicy("agent", "the agent, by its key in the policy");
    private static readonly InstrumentTag s_event = InstrumentTag.OfNames<AgentEvent>("event", "when it was asked");

    /// <summary>Sessions that are open.</summary>
    public static readonly InstrumentDefinition SessionsActive = new(
        "webpublisher.smtp.sessions.active", InstrumentKind.UpDownCounter, "{session}", "SMTP sessions that are open.", s_connector);

    /// <summary>Sessions that ended.</summary>
    public static readonly InstrumentDefinition Sessions = new(
        "webpublisher.smtp.sessions",
        InstrumentKind.Counter,
        "{session}",
        "SMTP sessions by why they ended.",
        s_connector,
        InstrumentTag.OfNames<SessionEnd>("end", "why it ended; Fault is a failure of this server, most of the others are limits"),
        InstrumentTag.Of("tls", "whether it was under TLS at its end", "true", "false"));

    /// <summary>How long sessions last.</summary>
    public static readonly InstrumentDefinition SessionDuration = new(
        "webpublisher.smtp.session.duration", InstrumentKind.Histogram, "s", "From connection to end.", s_connector) { Buckets = DurationBuckets.Mail };

    /// <summary>Transactions.</summary>
    public static readonly InstrumentDefinition Messages = new(
        "webpublisher.smtp.messages", InstrumentKind.Counter, "{message}", "Mail transactions by what became of them.", s_connector, s_route, s_outcome, Answer());

    /// <summary>Octets of content.</summary>
    public static readonly InstrumentDefinition Content = new(
        "webpublisher.smtp.content", InstrumentKind.Counter, "By", "Octets of content received.", s_connector, s_route);

    /// <summary>How long transactions last.</summary>
    public static readonly InstrumentDefinition MessageDuration = new(
        "webpublisher.smtp.message.duration", InstrumentKind.Histogram, "s", "From MAIL to the final reply.", s_connector, s_route, s_outcome) { Buckets = DurationBuckets.Mail };

    /// <summary>Replies.</summary>
    public static readonly InstrumentDefinition Replies = new(
        "webpublisher.smtp.replies", InstrumentKind.Counter, "{reply}", "Replies to clients by code.", s_connector, InstrumentTag.OfMost("code", "the reply code, 200 to 599", 600));

    /// <summary>Alerts of the SMTP filter.</summary>
    public static readonly InstrumentDefinition FilterAlerts = new(
        "webpublisher.smtp.filter.alerts",
        InstrumentKind.Counter,
        "{alert}",
        "Sessions that the SMTP filter closed.",
        s_connector,
        InstrumentTag.Of("reason", "why", "disabled", "too long"),
        InstrumentTag.Of("verb", "the command; `UNKNOWN` of a line that was too long", [.. Enum.GetNames<SmtpVerb>().Select(name => name.ToUpperInvariant())]));

    /// <summary>What agents found.</summary>
    public static readonly InstrumentDefinition AgentFindings = new(
        "webpublisher.smtp.agent.findings",
        InstrumentKind.Counter,
        "{finding}",
        "What agents found.",
        s_agent,
        s_event,
        InstrumentTag.Of("kind", "what", [.. Enum.GetNames<FindingKind>().Where(name => name is not (nameof(FindingKind.None) or nameof(FindingKind.Failed)))]));

    /// <summary>Failures of agents.</summary>
    public static readonly InstrumentDefinition AgentErrors = new(
        "webpublisher.smtp.agent.errors", InstrumentKind.Counter, "{error}", "Failures of agents, time-outs among them.", s_agent, s_event);

    /// <summary>How long agents take.</summary>
    public static readonly InstrumentDefinition AgentDuration = new(
        "webpublisher.smtp.agent.duration", InstrumentKind.Histogram, "s", "Time an agent took for an event.", s_agent, s_event) { Buckets = DurationBuckets.Mail };

    /// <summary>Scans for malware.</summary>
    public static readonly InstrumentDefinition AntivirusScans = new(
        "webpublisher.smtp.antivirus.scans",
        InstrumentKind.Counter,
        "{scan}",
        "Messages given to the virus scanner, by what came of it.",
        InstrumentTag.Of("outcome", "what came of it", [.. Enum.GetNames<ScanVerdict>(), AntivirusMetrics.Unavailable]));

    /// <summary>Questions to other content filters.</summary>
    public static readonly InstrumentDefinition ContentScorers = new(
        "webpublisher.smtp.content.scorers",
        InstrumentKind.Counter,
        "{question}",
        "Messages other filters were to score, by what came of it.",
        InstrumentTag.Of("scorer", "which", "rspamd", "spamd"),
        InstrumentTag.Of("outcome", "what came of it", ContentMetrics.Scored, ContentMetrics.Unavailable, ContentMetrics.Busy));

    /// <summary>Connections to inner servers.</summary>
    public static readonly InstrumentDefinition RelayConnections = new(
        "webpublisher.smtp.relay.connections",
        InstrumentKind.Counter,
        "{connection}",
        "Connections to inner servers that were tried or used again.",
        s_sendConnector,
        InstrumentTag.Of(
            "outcome",
            "`connected`, `reused`, `stale`, or why none came about",
            [
                "connected", "reused", "stale", "timed_out", "closed", "garbled", "refused", "no_starttls", "tls_failed", "authentication_failed", "resting", "busy", "unreachable",
                .. Enum.GetNames<PeerCertificateFailure>().Select(name => $"certificate_{name}"),
            ]));

    /// <summary>How long inner servers take for their final answer.</summary>
    public static readonly InstrumentDefinition RelayDuration = new(
        "webpublisher.smtp.relay.duration",
        InstrumentKind.Histogram,
        "s",
        "Time from the end of the content to the inner server's final answer.",
        s_sendConnector,
        Answer()) { Buckets = DurationBuckets.Mail };

    /// <summary>Look-ups.</summary>
    public static readonly InstrumentDefinition DnsLookups = new(
        "webpublisher.dns.lookups",
        InstrumentKind.Counter,
        "{lookup}",
        "Look-ups in DNS for mail, those of block lists among them.",
        InstrumentTag.Of(
            "outcome",
            "what was found, or why nothing was",
            [.. Enum.GetNames<DnsAnswerStatus>().Where(name => name is not nameof(DnsAnswerStatus.TemporaryFailure)), .. Enum.GetNames<DnsFailure>().Where(name => name is not nameof(DnsFailure.None))]),
        InstrumentTag.Of("source", "where the answer was from; `shared` with whoever was asking the same", "cache", "shared", "network"));

    /// <summary>All of them.</summary>
    public static ImmutableArray<InstrumentDefinition> All { get; } =
    [
        SessionsActive, Sessions, SessionDuration, Messages, Content, MessageDuration, Replies, FilterAlerts, AgentFindings, AgentErrors, AgentDuration, AntivirusScans,
        ContentScorers, RelayConnections, RelayDuration, DnsLookups,
    ];

    private static InstrumentTag Answer() => InstrumentTag.Of("answer", "the class of the final reply; `none` where there was none", "2yz", "4yz", "5yz", "none");
}
