using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Mail.Screening;

/// <summary>A rule of the screener: every condition that it has must hold.</summary>
public sealed record ScreenerRule
{
    /// <summary>Its name in logs.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Who the message is from; null when that does not matter.</summary>
    public SenderCondition? Sender { get; init; }

    /// <summary>What one of its attachments is like; null when that does not matter.</summary>
    public AttachmentCondition? Attachment { get; init; }

    /// <summary>What its text holds; null when that does not matter.</summary>
    public KeywordCondition? Keyword { get; init; }

    /// <summary>What becomes of the message.</summary>
    public required ScreenerAction Action { get; init; }

    /// <summary>Forward: who gets it.</summary>
    public string ForwardTo { get; init; } = "";

    /// <summary>Whether it looks into the content.</summary>
    public bool NeedsContent => Attachment is not null || Keyword is not null;
}
