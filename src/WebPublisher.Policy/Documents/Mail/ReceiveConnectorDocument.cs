using System.Net;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>Addresses at which mail is taken in, and on what terms.</summary>
[Document("a receive connector")]
public sealed record ReceiveConnectorDocument : Document
{
    /// <summary>Its name in logs and metrics.</summary>
    [Key("Its name in logs and metrics.", Required = true, Example = "internet")]
    public Located<string>? Name { get; init; }

    /// <summary>Addresses and ports where sessions begin in clear and STARTTLS is offered.</summary>
    [Key("Addresses and ports where sessions begin in clear and STARTTLS is offered.", Example = "203.0.113.11:25")]
    public DocumentList<Located<IPEndPoint>> Listen { get; init; } = new();

    /// <summary>Addresses and ports where TLS begins with the first byte (RFC 8314).</summary>
    [Key("Addresses and ports where TLS begins with the first byte (RFC 8314).", Example = "203.0.113.11:465")]
    public DocumentList<Located<IPEndPoint>> ListenImplicitTls { get; init; } = new();

    /// <summary>Name of the client address set it serves, or any; others are refused.</summary>
    [Key("Name of the client address set it serves, or any; others are refused.", Default = "any", Example = "office")]
    public Located<string>? RemoteAddresses { get; init; }

    /// <summary>Load balancers that tell the client's address by the PROXY protocol; from them it is required.</summary>
    [Key("Load balancers that tell the client's address by the PROXY protocol; from them it is required.", Example = "10.0.0.7")]
    public DocumentList<Located<IPNetwork>> ProxyProtocolFrom { get; init; } = new();

    /// <summary>The name in its banner, answers and trace fields.</summary>
    [Key("The name in its banner, answers and trace fields.", Default = "(server.fqdn)", Example = "mail.example.com")]
    public Located<FullyQualifiedName>? Fqdn { get; init; }

    /// <summary>What its banner says behind the name.</summary>
    [Key("What its banner says behind the name.", Default = "ESMTP", Example = "ESMTP ready")]
    public Located<string>? Banner { get; init; }

    /// <summary>Name of its certificate, when it has one.</summary>
    [Key("Name of its certificate, when it has one.", Example = "smtpPublic")]
    public Located<string>? Certificate { get; init; }

    /// <summary>Names of its certificates. The one that covers the name asked for (SNI) is presented, else the first.</summary>
    [Key("Names of its certificates. The one that covers the name asked for (SNI) is presented, else the first.", Example = "smtpPublic")]
    public DocumentList<Located<string>> Certificates { get; init; } = new();

    /// <summary>What it asks of TLS.</summary>
    [Key("What it asks of TLS.")]
    public ReceiveTlsDocument? Tls { get; init; }

    /// <summary>Whether clients may log on, under TLS only.</summary>
    [Key("Whether clients may log on, under TLS only.", Default = "none")]
    public Located<ReceiveAuthWord>? Auth { get; init; }

    /// <summary>auth: basicOverTls: who verifies passwords.</summary>
    [Key("auth: basicOverTls: who verifies passwords.")]
    public ReceiveAuthenticationDocument? Authenticate { get; init; }

    /// <summary>Who may send to domains that are not accepted ones.</summary>
    [Key("Who may send to domains that are not accepted ones.", Default = "never")]
    public Located<RelayGrant>? Relay { get; init; }

    /// <summary>Whether header fields reserved for servers of the organisation are removed.</summary>
    [Key("Whether header fields reserved for servers of the organisation are removed. false is for the servers themselves, named in remoteAddresses.", Default = "true")]
    public Located<bool>? HeaderFirewall { get; init; }

    /// <summary>How long refusals are held back from clients that have not logged on.</summary>
    [Key("How long refusals are held back from clients that have not logged on.", Default = "5s", Minimum = "0s", Maximum = "1m")]
    public Located<TimeSpan>? Tarpit { get; init; }

    /// <summary>What a client may take of the server.</summary>
    [Key("What a client may take of the server.")]
    public ReceiveLimitsDocument? Limits { get; init; }

    /// <summary>Whether every line of its sessions is written to the protocol log.</summary>
    [Key("Whether every line of its sessions is written to the protocol log.", Default = "none")]
    public Located<ProtocolLogWord>? ProtocolLog { get; init; }
}
