using System.Net;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>An address at which other mail servers have their mail judged.</summary>
[Document("a screener listener")]
public sealed record ScreenerListenerDocument : Document
{
    /// <summary>Its name in logs and metrics.</summary>
    [Key("Its name in logs and metrics.", Required = true, Example = "postfix")]
    public Located<string>? Name { get; init; }

    /// <summary>Its address and port.</summary>
    [Key("Its address and port.", Required = true, Example = "127.0.0.1:8891")]
    public Located<IPEndPoint>? Listen { get; init; }

    /// <summary>What is spoken there.</summary>
    [Key("What is spoken there.", Required = true)]
    public Located<ScreenerProtocol>? Protocol { get; init; }

    /// <summary>Name of the client address set of the mail servers it serves. Needed unless it listens on loopback.</summary>
    [Key("Name of the client address set of the mail servers it serves. Needed unless it listens on loopback.", Example = "mailServers")]
    public Located<string>? RemoteAddresses { get; init; }

    /// <summary>The agents that judge there, of those that agents declares.</summary>
    [Key("The agents that judge there, of those that 'agents' declares.", Default = "(all that can: screener, mimeFilter, attachmentFilter, contentFilter, edgeRules, antivirus)", Example = "antivirus")]
    public DocumentList<Located<string>> Agents { get; init; } = new();

    /// <summary>protocol: http: name of its certificate.</summary>
    [Key("protocol: http: name of its certificate.", Example = "screener")]
    public Located<string>? Certificate { get; init; }

    /// <summary>protocol: http: what requests show as Authorization: Bearer. Needed unless it listens on loopback.</summary>
    [Key("protocol: http: what requests show as Authorization: Bearer. Needed unless it listens on loopback.")]
    public SecretDocument? Token { get; init; }

    /// <summary>Whether fields reserved for servers of the organisation are removed.</summary>
    [Key("Whether fields reserved for servers of the organisation are removed.", Default = "true")]
    public Located<bool>? HeaderFirewall { get; init; }

    /// <summary>Connections at once.</summary>
    [Key("Connections at once.", Default = "100", Minimum = "1", Maximum = "10000")]
    public Located<int>? Connections { get; init; }

    /// <summary>The largest message.</summary>
    [Key("The largest message.", Default = "36MB", Minimum = "1KB", Maximum = "1GB")]
    public Located<ByteSize>? MessageSize { get; init; }

    /// <summary>How long a connection may be silent.</summary>
    [Key("How long a connection may be silent.", Default = "10m", Minimum = "1s", Maximum = "24h")]
    public Located<TimeSpan>? IdleTimeout { get; init; }
}
