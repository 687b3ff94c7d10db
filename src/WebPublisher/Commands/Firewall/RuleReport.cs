namespace WebPublisher.Commands.Firewall;

/// <summary>What a log tells of one firewall rule; the lists hold the most frequent first.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Message">What it says of itself.</param>
/// <param name="Severity">Its severity, or empty.</param>
/// <param name="Hits">How often it matched.</param>
/// <param name="Condemned">How many requests that it matched were refused or would have been, by it or by all that matched together.</param>
/// <param name="Clients">How many addresses sent what it matched.</param>
/// <param name="TopClients">Those that sent most of it.</param>
/// <param name="Sections">The sections it was sent to.</param>
/// <param name="Paths">The paths it was sent to.</param>
/// <param name="Variables">What it matched.</param>
/// <param name="Samples">Some values, redacted.</param>
internal sealed record RuleReport(
    long Id,
    string Message,
    string Severity,
    int Hits,
    int Condemned,
    int Clients,
    IReadOnlyList<CountedText> TopClients,
    IReadOnlyList<CountedText> Sections,
    IReadOnlyList<CountedText> Paths,
    IReadOnlyList<CountedText> Variables,
    IReadOnlyList<string> Samples);
