using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Mail.Screening;

/// <summary>An address at which other mail servers have their mail judged by agents of this policy, and keep it.</summary>
public sealed record ScreenerListener
{
    /// <summary>The agents that can judge there: those that look at messages and ask nothing of a session.</summary>
    public static readonly ImmutableArray<string> Eligible = ["screener", "mimeFilter", "attachmentFilter", "contentFilter", "edgeRules", "antivirus"];

    /// <summary>Its name in logs and metrics; unique among connectors too.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Address and port.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>What is spoken there.</summary>
    public required ScreenerProtocol Protocol { get; init; }

    /// <summary>The mail servers it serves; null for any that reaches it.</summary>
    public ClientAddressSet? RemoteAddresses { get; init; }

    /// <summary>The agents that judge there, by their keys; in the order of the policy.</summary>
    public required FrozenSet<string> Agents { get; init; }

    /// <summary>Certificates by SNI, of HTTP alone; empty for clear text.</summary>
    public ImmutableArray<ServerCertificate> Certificates { get; init; } = [];

    /// <summary>What is asked of TLS.</summary>
    public TlsPolicy Tls { get; init; } = TlsPolicy.Default;

    /// <summary>What requests have to show (<c>Authorization: Bearer</c>); null when nothing is asked, on loopback.</summary>
    public Secret? Token { get; init; }

    /// <summary>Whether fields reserved for servers of the organisation are removed from messages.</summary>
    public bool HeaderFirewall { get; init; } = true;

    /// <summary>Connections at once.</summary>
    public int Connections { get; init; } = 100;

    /// <summary>The largest message, in octets. Default 36 MB.</summary>
    public long MessageSize { get; init; } = 36L * 1024 * 1024;

    /// <summary>How long a connection may be silent. Mail servers keep them between messages. Default 10 minutes.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
