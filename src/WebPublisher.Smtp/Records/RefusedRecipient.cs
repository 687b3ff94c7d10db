using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Records;

/// <summary>A recipient that was refused.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="Reply">The reply it got.</param>
public sealed record RefusedRecipient(ForwardPath Recipient, SmtpReply Reply);
