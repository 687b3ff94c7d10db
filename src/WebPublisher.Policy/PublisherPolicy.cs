using WebPublisher.Policy.Ipsec;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.State;

namespace WebPublisher.Policy;

/// <summary>A whole policy, compiled from the operator's YAML: complete, checked and immutable.</summary>
public sealed record PublisherPolicy
{
    /// <summary>Twelve hexadecimal digits over the content of every file the policy was compiled from; two equal revisions are the same policy.</summary>
    public required string Revision { get; init; }

    /// <summary>What the server calls itself and where it keeps its state.</summary>
    public required ServerPolicy Server { get; init; }

    /// <summary>The database by which this node shares its state with others, or null when it keeps it alone.</summary>
    public PostgresPolicy? Shared { get; init; }

    /// <summary>The endpoint for metrics and health, and the telemetry exporter.</summary>
    public required OperationsPolicy Operations { get; init; }

    /// <summary>The access log and what of a request may be logged.</summary>
    public required LoggingPolicy Logging { get; init; }

    /// <summary>Who is asked for names that mail brings.</summary>
    public DnsPolicy Dns { get; init; } = DnsPolicy.Default;

    /// <summary>Everything the web half publishes.</summary>
    public required WebPolicy Web { get; init; }

    /// <summary>What travels through IPsec only, or null when the policy declares none.</summary>
    public IpsecPolicy? Ipsec { get; init; }

    /// <summary>Everything the mail half receives and sends, or null when the policy declares no receive connector.</summary>
    public MailPolicy? Mail { get; init; }
}
