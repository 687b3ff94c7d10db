using System.Net;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Ipsec;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Documents.Mail.Agents;
using WebPublisher.Policy.Documents.Mail.Screening;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents;

/// <summary>A policy file, or one that it includes.</summary>
[Document("a policy")]
public sealed record PolicyDocument : Document
{
    /// <summary>The version of this vocabulary: 1. The main file must say it.</summary>
    [Key("The version of this vocabulary: 1. The main file must say it.", OneOf = ["1"], Example = "1")]
    public Located<int>? Version { get; init; }

    /// <summary>The server itself.</summary>
    [Key("The server itself.")]
    public ServerDocument? Server { get; init; }

    /// <summary>Whether this node keeps its state alone or shares it with others.</summary>
    [Key("Whether this node keeps its state alone or shares it with others.")]
    public StateDocument? State { get; init; }

    /// <summary>How operators and monitoring see the server.</summary>
    [Key("How operators and monitoring see the server.")]
    public OperationsDocument? Operations { get; init; }

    /// <summary>What is written about requests.</summary>
    [Key("What is written about requests.")]
    public LoggingDocument? Logging { get; init; }

    /// <summary>Who is asked for names that mail brings.</summary>
    [Key("Who is asked for names that mail brings.")]
    public DnsDocument? Dns { get; init; }

    /// <summary>
    /// Files to read as well, as paths or patterns (* and ?) relative to this file. Their lists follow this file's own, in the order listed; their names
    /// join this file's.
    /// </summary>
    [Key(
        "Files to read as well, as paths or patterns (* and ?) relative to this file. Their lists follow this file's own, in the order listed; their names join "
        + "this file's.",
        Example = "web/*.yaml")]
    public DocumentList<Located<string>> Include { get; init; } = new();

    /// <summary>The certificates that listeners and front ends are shown, by name.</summary>
    [Key("The certificates that listeners and front ends are shown, by name.")]
    public DocumentMap<CertificateDocument> Certificates { get; init; } = new();

    /// <summary>Certificate authorities that front ends may be trusted by, by name: PEM files with one or more certificates.</summary>
    [Key("Certificate authorities that front ends may be trusted by, by name: PEM files with one or more certificates.", Example = "certs/inner-ca.pem")]
    public DocumentMap<Located<FilePath>> TrustedRoots { get; init; } = new();

    /// <summary>The addresses and ports that are open to clients; no other is.</summary>
    [Key("The addresses and ports that are open to clients; no other is.")]
    public DocumentList<ListenerDocument> Listeners { get; init; } = new();

    /// <summary>Published hosts and paths, by name.</summary>
    [Key("Published hosts and paths, by name.")]
    public DocumentMap<DocumentList<DestinationDocument>> DestinationSets { get; init; } = new();

    /// <summary>Networks of clients, by name.</summary>
    [Key("Networks of clients, by name.", Example = "192.0.2.0/24")]
    public DocumentMap<DocumentList<Located<IPNetwork>>> ClientAddressSets { get; init; } = new();

    /// <summary>Hours of the week, by name.</summary>
    [Key("Hours of the week, by name.")]
    public DocumentMap<ScheduleDocument> Schedules { get; init; } = new();

    /// <summary>The servers behind the firewall that sites are published from, by name.</summary>
    [Key("The servers behind the firewall that sites are published from, by name.")]
    public DocumentMap<FrontEndDocument> FrontEnds { get; init; } = new();

    /// <summary>What travels between this machine, or others, and the servers behind through IPsec only.</summary>
    [Key("What travels between this machine, or others, and the servers behind through IPsec only.")]
    public IpsecDocument? Ipsec { get; init; }

    /// <summary>The rules in order: the first that matches decides. What none matches is denied.</summary>
    [Key("The rules in order: the first that matches decides. What none matches is denied.")]
    public DocumentList<PublishingRuleDocument> PublishingRules { get; init; } = new();

    /// <summary>The domains mail is accepted for; mail for any other is relayed for whom a connector grants it, or refused.</summary>
    [Key("The domains mail is accepted for; mail for any other is relayed for whom a connector grants it, or refused.")]
    public DocumentList<AcceptedDomainDocument> AcceptedDomains { get; init; } = new();

    /// <summary>Where mail is taken in. Without one the mail half does not run.</summary>
    [Key("Where mail is taken in. Without one the mail half does not run.")]
    public DocumentList<ReceiveConnectorDocument> ReceiveConnectors { get; init; } = new();

    /// <summary>The servers that mail is handed to. The one with the closest domain carries a recipient.</summary>
    [Key("The servers that mail is handed to. The one with the closest domain carries a recipient.")]
    public DocumentList<SendConnectorDocument> SendConnectors { get; init; } = new();

    /// <summary>Where other mail servers have their mail judged by agents, and keep it.</summary>
    [Key("Where other mail servers have their mail judged by agents, and keep it.")]
    public DocumentList<ScreenerListenerDocument> ScreenerListeners { get; init; } = new();

    /// <summary>Which SMTP commands may be said and how long they may be.</summary>
    [Key("Which SMTP commands may be said and how long they may be.")]
    public SmtpFilterDocument? SmtpFilter { get; init; }

    /// <summary>Snapshots of one sender's messages, before and after each agent. For looking into one case; take it out again.</summary>
    [Key("Snapshots of one sender's messages, before and after each agent. For looking into one case; take it out again.")]
    public PipelineTracingDocument? PipelineTracing { get; init; }

    /// <summary>How many held messages are kept, and for how long.</summary>
    [Key("How many held messages are kept, and for how long.")]
    public HoldDocument? Hold { get; init; }

    /// <summary>The agents that judge mail from strangers. Within an event of a session they run in this order.</summary>
    [Key("The agents that judge mail from strangers. Within an event of a session they run in this order.")]
    public DocumentList<AgentDocument> Agents { get; init; } = new();

    /// <summary>The rules of the screener: the first that a message matches decides. With rules, the screener is an agent, the last one unless the list says where.</summary>
    [Key("The rules of the screener: the first that a message matches decides. With rules, the screener is an agent, the last one unless agents says where.")]
    public DocumentList<ScreenerRuleDocument> Screener { get; init; } = new();
}
