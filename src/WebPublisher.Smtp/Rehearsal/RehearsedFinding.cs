using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>What an agent was asked in a rehearsal, and what came of it.</summary>
/// <param name="Found">The agent, the event and what it found, which may be nothing.</param>
/// <param name="Disposition">What is done about it.</param>
/// <param name="Refusal">The reply that was made of it; null unless the mail is refused.</param>
public sealed record RehearsedFinding(AgentFinding Found, MessageDisposition Disposition, SmtpReply? Refusal);
