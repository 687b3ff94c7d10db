using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>Servers that mail is handed to, and on what terms.</summary>
[Document("a send connector")]
public sealed record SendConnectorDocument : Document
{
    /// <summary>Its name in logs and metrics.</summary>
    [Key("Its name in logs and metrics.", Required = true, Example = "to-hub")]
    public Located<string>? Name { get; init; }

    /// <summary>The domains it carries: names, *.name for all below one, or * for every other. The closest match wins.</summary>
    [Key("The domains it carries: names, *.name for all below one, or * for every other. The closest match wins.", Required = true, Example = "example.com")]
    public DocumentList<Located<DomainPattern>> Domains { get; init; } = new();

    /// <summary>The servers with their ports, tried in order.</summary>
    [Key("The servers with their ports, tried in order.", Required = true, Example = "hub.example.com:25")]
    public DocumentList<Located<FrontEndServer>> Servers { get; init; } = new();

    /// <summary>required: STARTTLS or nothing is sent; implicit: TLS from the first byte; off: in clear.</summary>
    [Key("required: STARTTLS or nothing is sent; implicit: TLS from the first byte; off: in clear.", Default = "required")]
    public Located<SendTls>? Tls { get; init; }

    /// <summary>What a server's certificate must satisfy before any mail is sent.</summary>
    [Key("What a server's certificate must satisfy before any mail is sent.")]
    public FrontEndCertificateDocument? Certificate { get; init; }

    /// <summary>The name it calls itself by.</summary>
    [Key("The name it calls itself by.", Default = "(server.fqdn)", Example = "edge01.example.com")]
    public Located<FullyQualifiedName>? Fqdn { get; init; }

    /// <summary>Whether header fields reserved for servers of the organisation are removed.</summary>
    [Key("Whether header fields reserved for servers of the organisation are removed.", Default = "(true when it carries a domain that is not an accepted one)")]
    public Located<bool>? HeaderFirewall { get; init; }

    /// <summary>Messages sent over one connection before a new one is made.</summary>
    [Key("Messages sent over one connection before a new one is made.", Default = "20", Minimum = "1", Maximum = "10000")]
    public Located<int>? MessagesPerConnection { get; init; }

    /// <summary>How long servers may take.</summary>
    [Key("How long servers may take.")]
    public SendTimeoutsDocument? Timeouts { get; init; }

    /// <summary>What it logs on with at a smart host.</summary>
    [Key("What it logs on with at a smart host.")]
    public SendCredentialsDocument? Credentials { get; init; }

    /// <summary>Whether every line of its sessions is written to the protocol log.</summary>
    [Key("Whether every line of its sessions is written to the protocol log.", Default = "none")]
    public Located<ProtocolLogWord>? ProtocolLog { get; init; }
}
