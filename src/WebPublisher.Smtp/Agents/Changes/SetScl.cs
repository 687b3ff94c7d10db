namespace WebPublisher.Smtp.Agents.Changes;

/// <summary>Sets the spam confidence level without a threshold being looked at.</summary>
/// <param name="Scl">The level, -1 to 9.</param>
public sealed record SetScl(int Scl) : MailChange;
