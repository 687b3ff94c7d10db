using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Listeners;

/// <summary>One address and port the web half listens on.</summary>
public sealed record ListenerPolicy
{
    /// <summary>Its name in rules, logs and metrics; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The address and port it binds, and no other.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>What it speaks.</summary>
    public required ListenerProtocol Protocol { get; init; }

    /// <summary>What it asks of TLS; meaningless for <see cref="ListenerProtocol.Http"/>.</summary>
    public required TlsPolicy Tls { get; init; }

    /// <summary>Its certificates: the one whose names cover the SNI is presented, the first one when no SNI was sent or none covers it.</summary>
    public required ImmutableArray<ServerCertificate> Certificates { get; init; }

    /// <summary><c>Strict-Transport-Security</c> on every HTTPS answer (RFC 6797), or null.</summary>
    public required HstsPolicy? Hsts { get; init; }

    /// <summary>What one client may have of it at once.</summary>
    public ListenerQuotas Quotas { get; init; } = ListenerQuotas.Default;
}
