namespace WebPublisher.Waf.Compilation;

/// <summary>A rule or a marker.</summary>
/// <param name="Rule">The rule; null for a marker.</param>
/// <param name="Marker">The marker's name; null for a rule.</param>
internal sealed record DraftItem(RuleDraft? Rule, string? Marker);
