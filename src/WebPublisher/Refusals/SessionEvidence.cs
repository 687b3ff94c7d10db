using System.Collections.Immutable;

namespace WebPublisher.Refusals;

/// <summary>What is kept of an SMTP session in which something was refused.</summary>
internal sealed record SessionEvidence : Evidence
{
    /// <summary>Why it ended.</summary>
    public required string End { get; init; }

    /// <summary>The last refusal.</summary>
    public string? LastRefusal { get; init; }

    /// <summary>What agents found outside of transactions.</summary>
    public ImmutableArray<FindingEvidence> Findings { get; init; } = [];

    /// <summary>The receive connector.</summary>
    public required string Connector { get; init; }

    /// <summary>The address and port the client reached.</summary>
    public string? Local { get; init; }

    /// <summary>The load balancer between them.</summary>
    public string? Balancer { get; init; }

    /// <summary>The name the client gave itself.</summary>
    public string? ClientName { get; init; }

    /// <summary>As whom it logged on.</summary>
    public string? User { get; init; }

    /// <summary>The version of TLS; null in clear.</summary>
    public string? Tls { get; init; }

    /// <summary>The cipher suite; null in clear.</summary>
    public string? Cipher { get; init; }

    /// <summary>Messages that were taken.</summary>
    public int Messages { get; init; }

    /// <summary>Protocol errors.</summary>
    public int Errors { get; init; }

    /// <summary>Octets received.</summary>
    public long Bytes { get; init; }
}
