using System.Collections.Immutable;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Firewall;

/// <summary>Rules that are off, or do not look at certain targets.</summary>
/// <param name="RuleIds">Ids and ranges of ids: <c>942100</c>, <c>942000-942999</c>.</param>
/// <param name="RuleTags">Tags.</param>
/// <param name="Targets">What they do not look at; empty where they are off.</param>
/// <param name="Paths">Where this holds; empty for the whole section.</param>
public sealed record WafExclusion(ImmutableArray<string> RuleIds, ImmutableArray<string> RuleTags, ImmutableArray<WafTarget> Targets, ImmutableArray<PathPattern> Paths);
