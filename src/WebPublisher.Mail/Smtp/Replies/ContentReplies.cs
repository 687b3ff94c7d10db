using WebPublisher.Mail.Content;

namespace WebPublisher.Mail.Smtp.Replies;

/// <summary>The reply to content that is refused for what was found in it.</summary>
public static class ContentReplies
{
    /// <summary>The reply to the gravest of <paramref name="findings"/>; null if there are none.</summary>
    public static SmtpReply? For(ContentFindings findings)
        => (findings & ContentFindings.Ambiguous) != ContentFindings.None ? SmtpReplies.IllegalLineEndings
            : findings.HasFlag(ContentFindings.TooLarge) ? SmtpReplies.MessageTooLarge
            : findings.HasFlag(ContentFindings.HeaderTooLarge) ? SmtpReplies.HeaderTooLarge
            : findings.HasFlag(ContentFindings.TooManyHops) ? SmtpReplies.HopCountExceeded
            : findings.HasFlag(ContentFindings.LineTooLong) ? SmtpReplies.TextLineTooLong
            : null;
}
