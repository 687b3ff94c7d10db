using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Smtp.Records;
using WebPublisher.State;

namespace WebPublisher.Smtp;

/// <summary>What the mail half needs of the process it runs in.</summary>
public sealed record SmtpHalfOptions
{
    /// <summary>Where everything is logged.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The state that both halves stand on, which belongs to the caller; null for some of its own.</summary>
    public StateStores? States { get; init; }

    /// <summary>Where records of sessions and messages go, beside the metrics; they belong to the caller and outlive the mail half.</summary>
    public ImmutableArray<MessageRecordSink> RecordSinks { get; init; } = [];

    /// <summary>Where every event of every session is written, for test environments; null for nowhere.</summary>
    public string? PipelineDump { get; init; }

    /// <summary>How long strangers wait for the greeting.</summary>
    public TimeSpan GreetingPause { get; init; } = TimeSpan.FromMilliseconds(200);
}
