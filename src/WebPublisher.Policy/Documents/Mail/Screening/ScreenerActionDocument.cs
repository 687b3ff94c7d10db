using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail.Screening;

/// <summary>What becomes of a message.</summary>
[Document("an action of the screener", Short = nameof(Kind))]
public sealed record ScreenerActionDocument : Document
{
    /// <summary>reject, delete or hold.</summary>
    [Key("reject, delete or hold.")]
    public Located<ScreenerActionWord>? Kind { get; init; }

    /// <summary>Who gets the message in the place of its recipients.</summary>
    [Key("Who gets the message in the place of its recipients.", Example = "postmaster@example.com")]
    public Located<Mailbox>? ForwardTo { get; init; }
}
