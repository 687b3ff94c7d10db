using WebPublisher.Mail.Addresses;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Smtp.Screening;

/// <summary>What the screener found against a message.</summary>
/// <param name="Action">What should become of it.</param>
/// <param name="Reason">One word: <c>ScreenerRule</c>, <c>Partial</c>, <c>Encrypted</c>, <c>Unreadable</c>.</param>
/// <param name="Evidence">The rule and what matched; for the log.</param>
/// <param name="ForwardTo">Forward: who gets it; else null.</param>
public sealed record ScreenerVerdict(ScreenerAction Action, string Reason, string Evidence, ForwardPath? ForwardTo = null);
