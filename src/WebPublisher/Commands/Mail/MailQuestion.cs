using System.Collections.Immutable;
using System.Net;

namespace WebPublisher.Commands.Mail;

/// <summary>An SMTP session that is only imagined: what would the policy answer?</summary>
internal sealed record MailQuestion
{
    /// <summary>The name clients give themselves unless the operator says another.</summary>
    public const string UsualClientName = "client.example";

    /// <summary>As the operator wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>The commands, as a client would send them.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>What is sent behind DATA, its lines ended by CRLF; null for an empty message.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The client's address; null for a stranger: one in no client address set of a receive connector.</summary>
    public IPAddress? Client { get; init; }

    /// <summary>The load balancer that names the client by the PROXY protocol; null for none.</summary>
    public IPAddress? Balancer { get; init; }

    /// <summary>The address it connects to, or null.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port it connects to, or null.</summary>
    public int? Port { get; init; }

    /// <summary>Name of the receive connector, or null for the one that address and port lead to.</summary>
    public string? Connector { get; init; }

    /// <summary>The name the client gives itself.</summary>
    public string ClientName { get; init; } = UsualClientName;

    /// <summary>Whether it begins with STARTTLS.</summary>
    public bool Tls { get; init; }

    /// <summary>The user who has logged on, or null.</summary>
    public string? User { get; init; }
}
