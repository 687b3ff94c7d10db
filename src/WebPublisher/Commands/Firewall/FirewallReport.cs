namespace WebPublisher.Commands.Firewall;

/// <summary>What a log tells of the web application firewall.</summary>
/// <param name="From">The time of the first match; null without one.</param>
/// <param name="To">The time of the last.</param>
/// <param name="Matches">Matches of rules.</param>
/// <param name="Requests">Requests in which rules matched.</param>
/// <param name="Detected">Requests that would have been refused.</param>
/// <param name="Blocked">Requests that were.</param>
/// <param name="Clients">Addresses that sent requests that were refused, or would have been.</param>
/// <param name="Rules">The rules; those that matched in most of these requests first.</param>
/// <param name="RulesLeftOut">How many rules matched that are not told of.</param>
/// <param name="Exclusions">Exclusions that would have let requests of several clients pass; for somebody to judge who knows the application.</param>
internal sealed record FirewallReport(
    DateTimeOffset? From,
    DateTimeOffset? To,
    int Matches,
    int Requests,
    int Detected,
    int Blocked,
    int Clients,
    IReadOnlyList<RuleReport> Rules,
    int RulesLeftOut,
    IReadOnlyList<ExclusionSuggestion> Exclusions);
