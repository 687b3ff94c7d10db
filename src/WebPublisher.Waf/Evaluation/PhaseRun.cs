using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Evaluates the rules of a phase, one after the other, as mod_security2's msre_ruleset_process_phase does.</summary>
internal sealed class PhaseRun
{
    private readonly Evaluator _evaluation;
    private readonly Spending _spending;
    private readonly Decisions _decisions;
    private readonly RuleEvaluation _rules;

    public PhaseRun(Evaluator evaluation, TransactionBudget budget)
    {
        _evaluation = evaluation;
        _spending = new Spending(evaluation, budget);
        _decisions = new Decisions(evaluation);
        _rules = new RuleEvaluation(evaluation, _decisions, _spending);
    }

    /// <summary>Measures each rule; null where nobody asks.</summary>
    public RuleTimes? Times { get; set; }

    /// <summary>Whether the transaction spent all it may.</summary>
    public bool IsSpent => _spending.IsSpent;

    /// <summary>Evaluates a phase.</summary>
    public Verdict Run(int phase)
    {
        _decisions.BeginPhase();
        if (_evaluation.Mode == EngineMode.Off || IsSpent || _decisions.IsAllowed(phase))
        {
            return default;
        }

        _evaluation.Views.Tick++;
        _evaluation.Clock.BeginJudging();
        _evaluation.Matched.Clear();
        Run(_evaluation.Program.Phases[phase]);
        _evaluation.Matched.Clear();
        _evaluation.Clock.EndJudging();
        return _decisions.Verdict;
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        _spending.Reset();
        _decisions.Reset();
    }

    private void Run(CompiledRule[] rules)
    {
        var toSkip = 0;
        for (var at = 0; at < rules.Length;)
        {
            var rule = rules[at];
            if (rule.IsHead)
            {
                if (toSkip > 0)
                {
                    toSkip--;
                    at = rule.AfterChain;
                    continue;
                }

                if (_evaluation.Removals.IsRemoved(rule.Identity.Ordinal))
                {
                    at = rule.AfterChain;
                    continue;
                }
            }

            var isMatch = Times is null ? _rules.Evaluate(rule) : Times.Measure(rule, _rules.Evaluate);
            if (_decisions.IsIntercepted || IsSpent || _evaluation.Mode == EngineMode.Off)
            {
                return;
            }

            if (!isMatch)
            {
                at = rule.AfterChain;
                _evaluation.Matched.Clear();
            }
            else if (rule.HasNextLink)
            {
                at++;
            }
            else
            {
                _evaluation.Matched.Clear();
                toSkip = rule.Identity.Skip;
                at = rule.Identity.SkipTo >= 0 ? rule.Identity.SkipTo : at + 1;
            }
        }
    }
}
