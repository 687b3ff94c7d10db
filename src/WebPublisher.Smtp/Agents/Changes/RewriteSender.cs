using WebPublisher.Mail.Addresses;

namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>At <see cref="AgentEvent.OnMailCommand"/>: another sender towards the inner server.</summary>
/// <param name="To">The sender that the next server is told.</param>
public sealed record RewriteSender(ReversePath To) : MailChange;
