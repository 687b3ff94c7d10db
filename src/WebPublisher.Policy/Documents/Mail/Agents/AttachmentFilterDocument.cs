using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Filters by names and types of attachments.</summary>
[Document("an attachment filter")]
public sealed record AttachmentFilterDocument : Document
{
    /// <summary>Whether the lists of names and types of programs and scripts apply that are built in, and whatever is a program by its first octets.</summary>
    [Key("Whether the lists of names and types of programs and scripts apply that are built in, and whatever is a program by its first octets.", Default = "true")]
    public Located<bool>? Defaults { get; init; }

    /// <summary>Names besides: patterns in which * stands for any characters and ? for one, in any case.</summary>
    [Key("Names besides: patterns in which * stands for any characters and ? for one, in any case.", Example = "*.iso")]
    public DocumentList<Located<string>> Names { get; init; } = new();

    /// <summary>Media types besides, as declared or by the first octets; type/* means all of a type.</summary>
    [Key("Media types besides, as declared or by the first octets; type/* means all of a type.", Example = "application/x-iso9660-image")]
    public DocumentList<Located<string>> ContentTypes { get; init; } = new();

    /// <summary>Whether entries of archives count.</summary>
    [Key("Whether entries of archives count.", Default = "true")]
    public Located<bool>? InArchives { get; init; }

    /// <summary>What becomes of a message with such an attachment: reject, strip (the attachment is taken out), or delete.</summary>
    [Key("What becomes of a message with such an attachment: reject, strip (the attachment is taken out), or delete.", Default = "reject")]
    public Located<AttachmentAction>? Action { get; init; }

    /// <summary>strip: a message of which nothing can be taken out, because it is signed or encrypted, or the attachment is the message itself or stands in a text: reject or hold.</summary>
    [Key("strip: a message of which nothing can be taken out, because it is signed or encrypted, or the attachment is the message itself or stands in a text: reject or hold.", Default = "reject")]
    public Located<UnalterableAction>? OnUnalterable { get; init; }

    /// <summary>What the client is told behind 550 5.7.1, 240 characters at most.</summary>
    [Key("What the client is told behind 550 5.7.1, 240 characters at most.", Default = "Message rejected due to unacceptable attachments")]
    public Located<string>? Response { get; init; }
}
