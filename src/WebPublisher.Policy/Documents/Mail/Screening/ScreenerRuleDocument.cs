using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail.Screening;

/// <summary>A rule of the screener: what a message has to be like, and what becomes of it. All conditions have to hold.</summary>
[Document("a rule of the screener")]
public sealed record ScreenerRuleDocument : Document
{
    /// <summary>Its name in logs.</summary>
    [Key("Its name in logs.", Required = true, Example = "Program attachments")]
    public Located<string>? Name { get; init; }

    /// <summary>Who it is from.</summary>
    [Key("Who it is from.")]
    public ScreenerSenderDocument? Sender { get; init; }

    /// <summary>What one of its attachments is like.</summary>
    [Key("What one of its attachments is like.")]
    public ScreenerAttachmentDocument? Attachment { get; init; }

    /// <summary>What its text holds.</summary>
    [Key("What its text holds.")]
    public ScreenerKeywordDocument? Keyword { get; init; }

    /// <summary>What becomes of the message: reject, delete, hold, or { forwardTo: address }.</summary>
    [Key("What becomes of the message: reject, delete, hold, or { forwardTo: address }.", Required = true)]
    public ScreenerActionDocument? Action { get; init; }
}
