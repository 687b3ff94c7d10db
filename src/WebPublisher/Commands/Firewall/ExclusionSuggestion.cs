namespace WebPublisher.Commands.Firewall;

/// <summary>An exclusion that would have let requests of several clients pass.</summary>
/// <param name="Rule">The publishing rule.</param>
/// <param name="Section">Its section; empty for a rule that has none.</param>
/// <param name="Rules">The firewall rules.</param>
/// <param name="Target">What they should not look at.</param>
/// <param name="Paths">Where; empty where there are too many to name.</param>
/// <param name="Requests">How many requests were refused, or would have been, in which they matched it.</param>
/// <param name="Clients">How many addresses sent them.</param>
/// <param name="Yaml">An entry of <c>waf.exclusions</c>.</param>
internal sealed record ExclusionSuggestion(
    string Rule, string Section, IReadOnlyList<long> Rules, string Target, IReadOnlyList<string> Paths, int Requests, int Clients, string Yaml);
