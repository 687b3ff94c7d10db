using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Policy.Mail;

/// <summary>Servers that mail is handed to, and on what terms.</summary>
public sealed record SendConnector
{
    /// <summary>Its name in logs and metrics; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The domains it carries; the connector with the closest match carries a recipient.</summary>
    public required ImmutableArray<DomainPattern> Domains { get; init; }

    /// <summary>Its servers, tried in order from the first healthy one.</summary>
    public required ImmutableArray<FrontEndServer> Servers { get; init; }

    /// <summary>How TLS is used.</summary>
    public SendTls Tls { get; init; } = SendTls.Required;

    /// <summary>What a server's certificate must satisfy, as for front ends of the web half.</summary>
    public required FrontEndCertificatePolicy Certificate { get; init; }

    /// <summary>Name given in EHLO.</summary>
    public required string Fqdn { get; init; }

    /// <summary>Whether header fields reserved for the organisation's own servers are removed from what it carries: its servers are not among them.</summary>
    public bool HeaderFirewall { get; init; }

    /// <summary>User name for AUTH at a smart host, or null.</summary>
    public string? User { get; init; }

    /// <summary>Password for AUTH at a smart host, or null.</summary>
    public Secret? Password { get; init; }

    /// <summary>Messages sent over one connection before a new one is made.</summary>
    public int MessagesPerConnection { get; init; } = 20;

    /// <summary>Longest time for TCP, banner, EHLO and TLS together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for a reply to a command of the envelope.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for the final reply after the content.</summary>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether every line of its sessions is written to the protocol log.</summary>
    public bool ProtocolLog { get; init; }
}
