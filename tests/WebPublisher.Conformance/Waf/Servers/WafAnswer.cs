using WebPublisher.Conformance.Waf.Talking;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>What came of a request, at the client and in the log.</summary>
/// <param name="Answer">What the client heard.</param>
/// <param name="Rules">The rules that matched and log, in order.</param>
/// <param name="Lines">What the log says of the request, a line each.</param>
internal sealed record WafAnswer(RawAnswer Answer, IReadOnlyList<LoggedRule> Rules, IReadOnlyList<string> Lines)
{
    /// <summary>The ids of the rules, each once.</summary>
    public IReadOnlyList<long> Ids => [.. Rules.Select(rule => rule.Id).Distinct().Order()];
}
