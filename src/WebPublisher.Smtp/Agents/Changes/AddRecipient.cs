using WebPublisher.Mail.Addresses;

namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>Once the content is there: somebody who gets the message besides its recipients. If that cannot be brought about, the client is told to try again later.</summary>
/// <param name="Recipient">Who.</param>
public sealed record AddRecipient(ForwardPath Recipient) : MailChange;
