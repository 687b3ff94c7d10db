using System.Collections.Immutable;
using System.Net;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Mail;

/// <summary>Addresses the mail half listens on, and on what terms.</summary>
public sealed record ReceiveConnector
{
    /// <summary>Its name in logs and metrics; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The addresses and ports it binds, and no others.</summary>
    public required ImmutableArray<ReceiveEndPoint> EndPoints { get; init; }

    /// <summary>Clients it serves, or null for any; others are refused with 554 before anything is read.</summary>
    public ClientAddressSet? RemoteAddresses { get; init; }

    /// <summary>Load balancers whose PROXY protocol header (version 1 or 2) tells the client's address; from them it is required, from others it is garbage.</summary>
    public ImmutableArray<IPNetwork> ProxyProtocolFrom { get; init; } = [];

    /// <summary>The name in banner, EHLO answer and trace header.</summary>
    public required string Fqdn { get; init; }

    /// <summary>Text behind the name in the banner, or null for <c>ESMTP</c> alone. Tells no product and no version.</summary>
    public string? Banner { get; init; }

    /// <summary>Its certificates by SNI; empty means that STARTTLS is not offered.</summary>
    public ImmutableArray<ServerCertificate> Certificates { get; init; } = [];

    /// <summary>What it asks of TLS when TLS is used.</summary>
    public TlsPolicy Tls { get; init; } = TlsPolicy.Default;

    /// <summary>Whether mail is refused before STARTTLS (530 5.7.0).</summary>
    public bool RequireTls { get; init; }

    /// <summary>Whether and how clients may authenticate.</summary>
    public ReceiveAuthentication Authentication { get; init; } = ReceiveAuthentication.None;

    /// <summary>Who may send to domains that are not accepted ones.</summary>
    public RelayGrant Relay { get; init; } = RelayGrant.Never;

    /// <summary>
    /// Whether header fields reserved for the organisation's own servers are removed from what its clients send. Off only for a named set of such servers.
    /// </summary>
    public bool HeaderFirewall { get; init; } = true;

    /// <summary>Delay of every 5yz reply to a client that has not authenticated; zero for none. Default 5 s.</summary>
    public TimeSpan Tarpit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a client may take of the server.</summary>
    public ReceiveLimits Limits { get; init; } = ReceiveLimits.Default;

    /// <summary>Whether every line of its sessions is written to the protocol log.</summary>
    public bool ProtocolLog { get; init; }
}
