using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>A recipient that was accepted in a rehearsal.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="Connector">The send connector whose servers would be asked.</param>
public sealed record RehearsedRecipient(ForwardPath Recipient, SendConnector Connector);
