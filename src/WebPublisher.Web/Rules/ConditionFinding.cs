namespace WebPublisher.Web.Rules;

/// <summary>How one condition of one rule was met, in words for the operator.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Holds">Whether the request meets it.</param>
/// <param name="Text">Why, such as <c>client 192.0.2.9 is not in 'office' (10.0.0.0/8)</c>.</param>
public sealed record ConditionFinding(RuleCondition Condition, bool Holds, string Text);
