namespace WebPublisher.Policy.Rules;

/// <summary>Refuses the request: 403, code 12202.</summary>
public sealed record DenyAction : RuleAction;
