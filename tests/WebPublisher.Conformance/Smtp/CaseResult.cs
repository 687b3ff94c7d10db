using WebPublisher.Conformance.Smtp.Cases;

namespace WebPublisher.Conformance.Smtp;

/// <summary>What came of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">Whether it passed.</param>
/// <param name="Reason">What was expected and what happened, or why it was skipped; empty for one that passed.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record CaseResult(SmtpCase Case, CaseOutcome Outcome, string Reason, TimeSpan Duration);
