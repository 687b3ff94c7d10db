namespace WebPublisher.Refusals;

/// <summary>A recipient that was refused.</summary>
/// <param name="Recipient">The recipient.</param>
/// <param name="Reply">The reply it got.</param>
internal sealed record RefusedRecipientEvidence(string Recipient, string Reply);
