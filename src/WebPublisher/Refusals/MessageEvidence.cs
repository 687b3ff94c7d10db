using System.Collections.Immutable;

namespace WebPublisher.Refusals;

/// <summary>What is kept of a mail transaction in which something was refused, held, deleted or redirected.</summary>
internal sealed record MessageEvidence : Evidence
{
    /// <summary>The number of its session.</summary>
    public required string Session { get; init; }

    /// <summary>What became of it.</summary>
    public required string Outcome { get; init; }

    /// <summary>The final reply; null when there was none.</summary>
    public string? Reply { get; init; }

    /// <summary>The envelope sender.</summary>
    public required string Sender { get; init; }

    /// <summary>The first recipients that were accepted.</summary>
    public ImmutableArray<string> Recipients { get; init; } = [];

    /// <summary>How many were accepted.</summary>
    public int Accepted { get; init; }

    /// <summary>The first recipients that were refused.</summary>
    public ImmutableArray<RefusedRecipientEvidence> RefusedRecipients { get; init; } = [];

    /// <summary>How many were refused.</summary>
    public int Refused { get; init; }

    /// <summary>What agents found.</summary>
    public ImmutableArray<FindingEvidence> Findings { get; init; } = [];

    /// <summary>The send connector it went to or would have.</summary>
    public string? Route { get; init; }

    /// <summary>Octets of content.</summary>
    public long Bytes { get; init; }

    /// <summary>The names of the first fields that the header firewall removed.</summary>
    public ImmutableArray<string> RemovedFields { get; init; } = [];

    /// <summary>The receive connector.</summary>
    public required string Connector { get; init; }

    /// <summary>The name the client gave itself.</summary>
    public string? ClientName { get; init; }

    /// <summary>As whom it had logged on.</summary>
    public string? User { get; init; }

    /// <summary>Whether it was under TLS.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Milliseconds spent waiting for the inner server.</summary>
    public double ServerMilliseconds { get; init; }
}
