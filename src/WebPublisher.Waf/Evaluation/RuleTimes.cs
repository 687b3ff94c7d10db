using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Measures what each rule costs, for those who tune rules.</summary>
internal sealed class RuleTimes(TimeProvider time)
{
    private readonly Dictionary<RuleIdentity, long> _ticks = [];

    /// <summary>What was measured, the dearest first.</summary>
    public IReadOnlyList<RuleTime> ToList()
        => [.. _ticks.OrderByDescending(entry => entry.Value).Select(entry => new RuleTime(entry.Key.Id, entry.Key.Phase, time.GetElapsedTime(0, entry.Value)))];

    /// <summary>Evaluates a rule and adds what that cost.</summary>
    public bool Measure(CompiledRule rule, Func<CompiledRule, bool> evaluate)
    {
        var start = time.GetTimestamp();
        var isMatch = evaluate(rule);
        _ticks[rule.Identity] = _ticks.GetValueOrDefault(rule.Identity) + (time.GetTimestamp() - start);
        return isMatch;
    }
}
