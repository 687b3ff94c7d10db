using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>Which SMTP commands may be said and how long they may be.</summary>
[Document("an SMTP filter")]
public sealed record SmtpFilterDocument : Document
{
    /// <summary>By command: the most bytes of its line without the line end, or off. Others keep their default.</summary>
    [Key("By command: the most bytes of its line without the line end, or off. Others keep their default.", Example = "512")]
    public DocumentMap<Located<LineLimit>> Commands { get; init; } = new();
}
