using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Records;

/// <summary>All that is known of a session when it has ended.</summary>
public sealed record SessionRecord
{
    /// <summary>The number that stands in every refusal outside transactions.</summary>
    public required string Reference { get; init; }

    /// <summary>The receive connector.</summary>
    public required string Connector { get; init; }

    /// <summary>The address and port the client came to.</summary>
    public required IPEndPoint? Local { get; init; }

    /// <summary>The client; behind a load balancer, the one it told.</summary>
    public required IPEndPoint Client { get; init; }

    /// <summary>The load balancer, or null.</summary>
    public IPEndPoint? Balancer { get; init; }

    /// <summary>The name the client gave itself, or null.</summary>
    public string? ClientName { get; init; }

    /// <summary>As whom it logged on, or null.</summary>
    public string? User { get; init; }

    /// <summary>The TLS version, or null.</summary>
    public SslProtocols? TlsProtocol { get; init; }

    /// <summary>The cipher suite, or null.</summary>
    public TlsCipherSuite? CipherSuite { get; init; }

    /// <summary>Messages that an inner server took.</summary>
    public int Messages { get; init; }

    /// <summary>Protocol errors.</summary>
    public int Errors { get; init; }

    /// <summary>Octets received, of content and of commands.</summary>
    public long BytesReceived { get; init; }

    /// <summary>What agents found outside of transactions, twenty findings at most.</summary>
    public ImmutableArray<AgentFinding> Findings { get; init; } = [];

    /// <summary>Why it ended.</summary>
    public required SessionEnd End { get; init; }

    /// <summary>The last refusal, or null.</summary>
    public string? LastRefusal { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it lasted.</summary>
    public required TimeSpan Duration { get; init; }
}
