using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Agents;

/// <summary>What the agents together made of a message.</summary>
/// <param name="Disposition">What becomes of it.</param>
/// <param name="Refusal">What its client is told if it is refused.</param>
public sealed record MessageVerdict(MessageDisposition Disposition, SmtpReply? Refusal);
