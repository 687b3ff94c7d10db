using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>What a rule looks at.</summary>
[Document("the conditions of an edge rule")]
public sealed record EdgeConditionsDocument : Document
{
    /// <summary>Patterns for the recipients: one recipient has to match.</summary>
    [Key("Patterns for the recipients: one recipient has to match.", Example = "*@sales.example.com")]
    public DocumentList<Located<TextPattern>> Recipients { get; init; } = new();

    /// <summary>Patterns for the envelope sender and the addresses of From: one of them has to match.</summary>
    [Key("Patterns for the envelope sender and the addresses of From: one of them has to match.", Example = "*@partner.example")]
    public DocumentList<Located<TextPattern>> Senders { get; init; } = new();

    /// <summary>Patterns for header fields, by name: one field of each name has to match.</summary>
    [Key("Patterns for header fields, by name: one field of each name has to match.", Example = "*bulk*")]
    public DocumentMap<DocumentList<Located<TextPattern>>> Headers { get; init; } = new();

    /// <summary>What is looked for in the subject.</summary>
    [Key("What is looked for in the subject.")]
    public EdgeTextDocument? Subject { get; init; }

    /// <summary>What is looked for in the subject and the text.</summary>
    [Key("What is looked for in the subject and the text.")]
    public EdgeTextDocument? SubjectOrBody { get; init; }

    /// <summary>The least size of the largest attachment.</summary>
    [Key("The least size of the largest attachment.", Example = "10MB")]
    public Located<ByteSize>? AttachmentSize { get; init; }

    /// <summary>The least size of the message.</summary>
    [Key("The least size of the message.", Example = "20MB")]
    public Located<ByteSize>? MessageSize { get; init; }

    /// <summary>The least spam confidence level; a message without one is below it.</summary>
    [Key("The least spam confidence level; a message without one is below it.", Minimum = "-1", Maximum = "9", Example = "5")]
    public Located<int>? Scl { get; init; }
}
