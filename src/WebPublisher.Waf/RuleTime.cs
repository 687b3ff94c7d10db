namespace WebPublisher.Waf;

/// <summary>What a rule cost in a transaction.</summary>
/// <param name="Id">The rule, with all links of its chain.</param>
/// <param name="Phase">1 to 5.</param>
/// <param name="Elapsed">All the time it took; the first rule that looks at a value pays for its transformations and for the prefilter.</param>
public sealed record RuleTime(long Id, int Phase, TimeSpan Elapsed);
