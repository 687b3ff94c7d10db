using System.Collections.Immutable;
using System.Net;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Records;

/// <summary>All that is known of one transaction when it has ended.</summary>
public sealed record MessageRecord
{
    /// <summary>The number that stands in every refusal of the transaction and in the trace field of its message.</summary>
    public required string Reference { get; init; }

    /// <summary>The number of its session.</summary>
    public required string Session { get; init; }

    /// <summary>The receive connector.</summary>
    public required string Connector { get; init; }

    /// <summary>The client.</summary>
    public required IPEndPoint Client { get; init; }

    /// <summary>The name it gave itself.</summary>
    public required string ClientName { get; init; }

    /// <summary>As whom it logged on, or null.</summary>
    public string? User { get; init; }

    /// <summary>Whether the session was under TLS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>The envelope sender.</summary>
    public required ReversePath Sender { get; init; }

    /// <summary>The recipients that were accepted.</summary>
    public required ImmutableArray<ForwardPath> Recipients { get; init; }

    /// <summary>How many recipients were refused.</summary>
    public int RefusedRecipients { get; init; }

    /// <summary>The first of them with their replies, ten at most.</summary>
    public ImmutableArray<RefusedRecipient> Refusals { get; init; } = [];

    /// <summary>The send connector the envelope went to, or null when no recipient got so far.</summary>
    public string? Route { get; init; }

    /// <summary>Octets of the content, or of as much as came.</summary>
    public long Bytes { get; init; }

    /// <summary>Header fields that the header firewall removed.</summary>
    public int RemovedFields { get; init; }

    /// <summary>The names of the first of them, ten at most, in visible ASCII.</summary>
    public ImmutableArray<string> RemovedFieldNames { get; init; } = [];

    /// <summary>What agents found in the transaction, twenty findings at most.</summary>
    public ImmutableArray<AgentFinding> Findings { get; init; } = [];

    /// <summary>What became of it.</summary>
    public required MessageOutcome Outcome { get; init; }

    /// <summary>The final reply, or null when there was none.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>When MAIL came.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>From MAIL to the final reply.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How much of that was spent waiting for the inner server.</summary>
    public TimeSpan ServerDuration { get; init; }

    /// <summary>W3C trace id, or null when the transaction is not traced.</summary>
    public string? TraceId { get; init; }
}
