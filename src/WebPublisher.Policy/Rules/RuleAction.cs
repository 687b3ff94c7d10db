namespace WebPublisher.Policy.Rules;

/// <summary>What a rule does with a request: <see cref="PublishAction"/>, <see cref="DenyAction"/> or <see cref="RedirectAction"/>.</summary>
public abstract record RuleAction;
