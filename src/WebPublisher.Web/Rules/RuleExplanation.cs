using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Rules;

/// <summary>What one rule made of a request.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Findings">Every condition the rule sets; one it leaves open is not listed.</param>
public sealed record RuleExplanation(PublishingRule Rule, ImmutableArray<ConditionFinding> Findings)
{
    /// <summary>Where the rule is declared.</summary>
    public SourceLocation Location => Rule.Location;

    /// <summary>Whether every condition holds: this is the rule that decides.</summary>
    public bool Matched => Findings.All(finding => finding.Holds);
}
