using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Profiles;

/// <summary>One key of a section, as it holds.</summary>
/// <param name="Key">With the keys it stands in: <c>httpFilter.maxUrl</c>.</param>
/// <param name="Value">As a policy would write it, or a few words in parentheses.</param>
/// <param name="Origin">Where it was written; null for a default.</param>
public sealed record TreatmentKey(string Key, string Value, SourceLocation? Origin);
