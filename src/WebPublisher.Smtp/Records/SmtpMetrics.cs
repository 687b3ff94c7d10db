using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebPublisher.Mail.Smtp;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Records;

/// <summary>
/// Counts sessions, messages, replies. Every tag comes from the policy or a closed set: nothing a stranger chooses becomes a tag, so the number of series is bounded.
/// </summary>
public sealed class SmtpMetrics : MessageRecordSink, IDisposable
{
    private static readonly object[] s_codes = [.. Enumerable.Range(0, 600).Select(code => (object)code)];
    private static readonly string[] s_events = Enum.GetNames<AgentEvent>();
    private static readonly string[] s_kinds = Enum.GetNames<FindingKind>();
    private static readonly string[] s_ends = Enum.GetNames<SessionEnd>();
    private static readonly string[] s_outcomes = Enum.GetNames<MessageOutcome>();
    private static readonly string[] s_verbs = [.. Enum.GetNames<SmtpVerb>().Select(name => name.ToUpperInvariant())];

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _sessions;
    private readonly Histogram<double> _sessionDuration;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _messageDuration;
    private readonly Counter<long> _replies;
    private readonly Counter<long> _alerts;
    private readonly Counter<long> _agentFindings;
    private readonly Counter<long> _agentErrors;
    private readonly Histogram<double> _agentDuration;

    /// <summary>Creates the instruments.</summary>
    public SmtpMetrics()
    {
        _active = SmtpInstruments.SessionsActive.UpDownCounter(_meter);
        _sessions = SmtpInstruments.Sessions.Counter(_meter);
        _sessionDuration = SmtpInstruments.SessionDuration.Histogram<double>(_meter);
        _messages = SmtpInstruments.Messages.Counter(_meter);
        _bytes = SmtpInstruments.Content.Counter(_meter);
        _messageDuration = SmtpInstruments.MessageDuration.Histogram<double>(_meter);
        _replies = SmtpInstruments.Replies.Counter(_meter);
        _alerts = SmtpInstruments.FilterAlerts.Counter(_meter);
        _agentFindings = SmtpInstruments.AgentFindings.Counter(_meter);
        _agentErrors = SmtpInstruments.AgentErrors.Counter(_meter);
        _agentDuration = SmtpInstruments.AgentDuration.Histogram<double>(_meter);
    }

    /// <summary>A session has begun.</summary>
    public void SessionBegun(string connector) => _active.Add(1, new KeyValuePair<string, object?>("connector", connector));

    /// <summary>A reply was given.</summary>
    public void Replied(string connector, int code) => _replies.Add(1, new("connector", connector), new("code", s_codes[code]));

    /// <summary>The SMTP filter closed a session.</summary>
    /// <param name="connector">The receive connector.</param>
    /// <param name="reason">Why: one of two words.</param>
    /// <param name="verb">The verb; unknown for a line that was too long.</param>
    public void FilterAlert(string connector, string reason, SmtpVerb verb) =>
        _alerts.Add(1, new("connector", connector), new("reason", reason), new("verb", s_verbs[(int)verb]));

    /// <summary>An agent was asked.</summary>
    /// <param name="agent">Its key in the policy.</param>
    /// <param name="agentEvent">The event.</param>
    /// <param name="kind">What it found, nothing included.</param>
    /// <param name="duration">How long it took.</param>
    public void AgentAsked(string agent, AgentEvent agentEvent, FindingKind kind, TimeSpan duration)
    {
        var tags = new TagList { { "agent", agent }, { "event", s_events[(int)agentEvent] } };
        _agentDuration.Record(duration.TotalSeconds, tags);
        if (kind == FindingKind.Failed)
        {
            _agentErrors.Add(1, tags);
        }
        else if (kind != FindingKind.None)
        {
            tags.Add("kind", s_kinds[(int)kind]);
            _agentFindings.Add(1, tags);
        }
    }

    /// <inheritdoc/>
    public override void Write(MessageRecord record)
    {
        var tags = new TagList { { "connector", record.Connector }, { "route", record.Route } };
        _bytes.Add(record.Bytes, tags);
        tags.Add("outcome", s_outcomes[(int)record.Outcome]);
        _messageDuration.Record(record.Duration.TotalSeconds, tags);
        tags.Add("answer", record.Reply switch { null => "none", { IsSuccess: true } => "2yz", { IsTransientFailure: true } => "4yz", _ => "5yz" });
        _messages.Add(1, tags);
    }

    /// <inheritdoc/>
    public override void Write(SessionRecord record)
    {
        var connector = new KeyValuePair<string, object?>("connector", record.Connector);
        _active.Add(-1, connector);
        _sessions.Add(1, connector, new("end", s_ends[(int)record.End]), new("tls", record.TlsProtocol is not null));
        _sessionDuration.Record(record.Duration.TotalSeconds, connector);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
