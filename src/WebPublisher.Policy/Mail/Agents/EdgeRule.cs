using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>What is done with messages that satisfy conditions.</summary>
/// <param name="Name">Its name in logs.</param>
/// <param name="When">All of these must hold; without any, the rule is about every message.</param>
/// <param name="Except">None of these may hold.</param>
/// <param name="Then">What is done.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record EdgeRule(string Name, EdgeConditions When, EdgeConditions Except, EdgeActions Then, SourceLocation Location);
