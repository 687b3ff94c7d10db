using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>One agent: the key of its kind, and what becomes of mail when it fails.</summary>
[Document("an agent")]
public sealed record AgentDocument : Document
{
    /// <summary>Filters by the client's address.</summary>
    [Key("Filters by the client's address.")]
    public ConnectionFilterDocument? ConnectionFilter { get; init; }

    /// <summary>Filters by the envelope sender and by From.</summary>
    [Key("Filters by the envelope sender and by From.")]
    public SenderFilterDocument? SenderFilter { get; init; }

    /// <summary>Filters by the recipient.</summary>
    [Key("Filters by the recipient.")]
    public RecipientFilterDocument? RecipientFilter { get; init; }

    /// <summary>Asks the sender's domain whether the client may send for it.</summary>
    [Key("Asks the sender's domain whether the client may send for it (SPF, Sender ID).")]
    public SenderIdDocument? SenderId { get; init; }

    /// <summary>Has a clamd scan every message.</summary>
    [Key("Has a clamd scan every message.")]
    public AntivirusDocument? Antivirus { get; init; }

    /// <summary>Keeps clients out for a while that bring spam.</summary>
    [Key("Keeps clients out for a while that bring spam.")]
    public ProtocolAnalysisDocument? ProtocolAnalysis { get; init; }

    /// <summary>Says how likely a message is spam.</summary>
    [Key("Says how likely a message is spam (SCL), and what is done from which level on.")]
    public ContentFilterDocument? ContentFilter { get; init; }

    /// <summary>Screens mail by the rules of the section screener.</summary>
    [Key("Screens mail by the rules of the section screener.")]
    public ScreenerDocument? Screener { get; init; }

    /// <summary>Filters by names and types of attachments.</summary>
    [Key("Filters by names and types of attachments.")]
    public AttachmentFilterDocument? AttachmentFilter { get; init; }

    /// <summary>Judges messages by what is wrong with their structure.</summary>
    [Key("Judges messages by what is wrong with their structure.")]
    public MimeFilterDocument? MimeFilter { get; init; }

    /// <summary>Does what an operator's rules say with messages.</summary>
    [Key("Does what an operator's rules say with messages.")]
    public EdgeRulesDocument? EdgeRules { get; init; }

    /// <summary>Rewrites addresses in mail that leaves and mail that comes.</summary>
    [Key("Rewrites addresses in mail that leaves and mail that comes.")]
    public AddressRewritingDocument? AddressRewriting { get; init; }

    /// <summary>What becomes of mail that the agent failed to judge.</summary>
    [Key("What becomes of mail that the agent failed to judge.", Default = "defer")]
    public Located<AgentErrorAction>? OnError { get; init; }

    /// <summary>How long it may take for one event before it has failed. Clients wait ten minutes for the answer to their content (RFC 5321 section 4.5.3.2.6), and there are several agents.</summary>
    [Key("How long it may take for one event before it has failed.", Default = "30s", Minimum = "1s", Maximum = "5m")]
    public Located<TimeSpan>? Timeout { get; init; }
}
