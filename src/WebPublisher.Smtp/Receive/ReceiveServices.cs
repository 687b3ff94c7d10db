using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive.Authentication;
using WebPublisher.Smtp.Receive.Limits;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Receive;

/// <summary>What all receive sessions of the process share.</summary>
public sealed record ReceiveServices
{
    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Hands mail to inner servers.</summary>
    public required IRelay Relay { get; init; }

    /// <summary>Holds content while it is judged.</summary>
    public required SpoolArea Spool { get; init; }

    /// <summary>Keeps messages for an operator.</summary>
    public required HoldStore Hold { get; init; }

    /// <summary>Whether new sessions are taken.</summary>
    public SessionIntake Intake { get; init; } = new();

    /// <summary>Counts connections and messages by source.</summary>
    public required ConnectionQuota Quota { get; init; }

    /// <summary>Counts failed logons.</summary>
    public required LogonLockouts Lockouts { get; init; }

    /// <summary>Counts sessions and replies.</summary>
    public required SmtpMetrics Metrics { get; init; }

    /// <summary>Where records of sessions and messages go, beside the metrics.</summary>
    public ImmutableArray<MessageRecordSink> Records { get; init; } = [];

    /// <summary>Begins the trace of a new session of a connector, given the session's number: a protocol log's <c>Open</c>.</summary>
    public Func<ReceiveConnector, string, ProtocolTrace> Trace { get; init; } = static (_, _) => ProtocolTrace.None;

    /// <summary>Where findings of agents are written; null for nowhere.</summary>
    public AgentLog? AgentLog { get; init; }

    /// <summary>Who watches the agents of each session; nobody by default.</summary>
    internal ImmutableArray<Func<JudgedSession, AgentWatch>> Watches { get; init; } = [];

    /// <summary>Where trouble is told.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>
    /// How long strangers wait for the greeting; who speaks meanwhile is no mail server. Short, for it delays real ones too, and for a source's first session in an hour
    /// alone. Default 200 ms.
    /// </summary>
    public TimeSpan GreetingPause { get; init; } = TimeSpan.FromMilliseconds(200);
}
