using WebPublisher.Mail.Addresses;

namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>At <see cref="AgentEvent.OnRcptCommand"/>: another recipient in the place of this one. The agents that follow are asked about the other, and its route is taken.</summary>
/// <param name="To">The recipient inside.</param>
public sealed record RewriteRecipient(ForwardPath To) : MailChange;
