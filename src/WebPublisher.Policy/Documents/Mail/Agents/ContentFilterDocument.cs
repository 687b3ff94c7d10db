using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Says of messages how likely they are spam (SCL, 0 to 9), and what is done from which level on.</summary>
[Document("a content filter")]
public sealed record ContentFilterDocument : Document
{
    /// <summary>From which level on a message is refused; 0 for never.</summary>
    [Key("From which level on a message is refused; 0 for never.", Default = "7", Minimum = "0", Maximum = "9")]
    public Located<int>? Reject { get; init; }

    /// <summary>From which level on a message is accepted and given to nobody; 0 for never.</summary>
    [Key("From which level on a message is accepted and given to nobody; 0 for never.", Default = "0", Minimum = "0", Maximum = "9")]
    public Located<int>? Delete { get; init; }

    /// <summary>From which level on a message is held; 0 for never.</summary>
    [Key("From which level on a message is held; 0 for never.", Default = "0", Minimum = "0", Maximum = "9")]
    public Located<int>? Quarantine { get; init; }

    /// <summary>Above which level a message that is delivered is marked as junk; 9 for never.</summary>
    [Key("Above which level a message that is delivered is marked as junk; 9 for never.", Default = "4", Minimum = "0", Maximum = "9")]
    public Located<int>? Junk { get; init; }

    /// <summary>Words and phrases that make a message spam (9).</summary>
    [Key("Words and phrases that make a message spam (9).", Example = "stock tip")]
    public DocumentList<Located<string>> BlockPhrases { get; init; } = new();

    /// <summary>Words and phrases that make a message good (0), whatever else it holds.</summary>
    [Key("Words and phrases that make a message good (0), whatever else it holds.", Example = "order number AW-")]
    public DocumentList<Located<string>> AllowPhrases { get; init; } = new();

    /// <summary>Senders whose mail is not judged.</summary>
    [Key("Senders whose mail is not judged.", Example = "billing@partner.example")]
    public DocumentList<Located<Mailbox>> ExemptSenders { get; init; } = new();

    /// <summary>Domains whose mail is not judged; *.name means those below name.</summary>
    [Key("Domains whose mail is not judged; *.name means those below name.", Example = "partner.example")]
    public DocumentList<Located<DomainPattern>> ExemptDomains { get; init; } = new();

    /// <summary>Recipients whose mail is not judged when a message is for nobody else.</summary>
    [Key("Recipients whose mail is not judged when a message is for nobody else.", Example = "abuse@example.com")]
    public DocumentList<Located<Mailbox>> ExemptRecipients { get; init; } = new();

    /// <summary>Other filters that are asked, too; the highest level counts.</summary>
    [Key("Other filters that are asked, too; the highest level counts.")]
    public DocumentList<ExternalScorerDocument> Scorers { get; init; } = new();

    /// <summary>Larger messages are not judged.</summary>
    [Key("Larger messages are not judged.", Default = "11MB", Minimum = "1KB", Maximum = "1GB")]
    public Located<ByteSize>? MaximumSize { get; init; }
}
