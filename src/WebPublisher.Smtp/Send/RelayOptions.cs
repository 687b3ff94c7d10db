using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Smtp.Send;

/// <summary>What a relay works with and the limits no operator needs to set.</summary>
public sealed record RelayOptions
{
    /// <summary>The clock of every time-out.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where failures are told.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Begins the trace of a new connection of a connector.</summary>
    public Func<SendConnector, ProtocolTrace> Trace { get; init; } = static _ => ProtocolTrace.None;

    /// <summary>How long an unused connection is kept. 30 s: servers of the usual kinds wait minutes, Exchange's five, and hardened ones one.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections in use at once to one server of one connector. 500: every session in a transaction needs one.</summary>
    public int ConnectionsPerServer { get; init; } = 500;

    /// <summary>Failed connections in a row after which a server is rested; at least 2.</summary>
    public int FailuresToRest { get; init; } = 2;

    /// <summary>
    /// How long a server is rested. 10 s: a server that restarts should find its mail soon after, since each refusal costs a sender minutes until it tries again.
    /// </summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(10);
}
