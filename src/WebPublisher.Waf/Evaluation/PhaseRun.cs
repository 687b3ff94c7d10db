using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Evaluates the rules of a phase, one after the other, as mod_security2's msre_ruleset_process_phase does.</summary>
internal sealed class PhaseRun(Evaluator evaluation, TransactionBudget budget)
{
    // How many characters are looked at between two looks at the clock.
    private const int WorkPerCheck = 64 * 1024;

    // What a rule costs besides the characters it looks at.
    private const int WorkPerRule = 256;

    private readonly List<NamedText> _members = [];
    private int _work;
    private int _phase;
    private bool _isIntercepted;
    private DisruptiveAction _allowed;
    private Verdict _verdict;

    /// <summary>Measures each rule; null where nobody asks.</summary>
    public RuleTimes? Times { get; set; }

    /// <summary>Whether the transaction spent all it may.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Evaluates a phase.</summary>
    public Verdict Run(int phase)
    {
        _phase = phase;
        _isIntercepted = false;
        _verdict = default;
        if (evaluation.Mode == EngineMode.Off || IsSpent || IsAllowed(phase))
        {
            return default;
        }

        evaluation.Views.Tick++;
        evaluation.Clock.BeginJudging();
        evaluation.Matched.Clear();
        Run(evaluation.Program.Phases[phase]);
        evaluation.Matched.Clear();
        evaluation.Clock.EndJudging();
        return _verdict;
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        IsSpent = false;
        _work = 0;
        _allowed = DisruptiveAction.Pass;
    }

    private bool IsAllowed(int phase) => phase < 5
        && (_allowed == DisruptiveAction.Allow || (_allowed == DisruptiveAction.AllowRequest && phase == 2));

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

                if (evaluation.Removals.IsRemoved(rule.Identity.Ordinal))
                {
                    at = rule.AfterChain;
                    continue;
                }
            }

            var isMatch = Times is null ? Evaluate(rule) : Times.Measure(rule, Evaluate);
            if (_isIntercepted || IsSpent || evaluation.Mode == EngineMode.Off)
            {
                return;
            }

            if (!isMatch)
            {
                at = rule.AfterChain;
                evaluation.Matched.Clear();
            }
            else if (rule.HasNextLink)
            {
                at++;
            }
            else
            {
                evaluation.Matched.Clear();
                toSkip = rule.Identity.Skip;
                at = rule.Identity.SkipTo >= 0 ? rule.Identity.SkipTo : at + 1;
            }
        }
    }

    private bool Evaluate(CompiledRule rule)
    {
        if (rule.SlotTest is { } test)
        {
            return EvaluateSlot(rule, test);
        }

        Spend(WorkPerRule);
        if (rule.Argument is not null)
        {
            evaluation.Context.Argument = evaluation.Expand(rule.Argument, rule);
        }

        var isMatch = false;
        foreach (var target in rule.Targets)
        {
            isMatch |= target.IsCount ? EvaluateCount(rule, target)
                : target.Views.Length == 0 ? EvaluateVolatile(rule, target)
                : rule.IsMultiMatch ? EvaluateSteps(rule, target)
                : EvaluateView(rule, target);
            if (_isIntercepted || IsSpent)
            {
                break;
            }
        }

        return isMatch;
    }

    private bool EvaluateSlot(CompiledRule rule, SlotTest test)
    {
        var tx = evaluation.Tx;
        var isSet = tx.IsSet(test.Slot);
        if (!isSet && !test.IsCount)
        {
            return false;
        }

        var left = test.IsCount ? (isSet ? 1 : 0) : tx.NumberOf(test.Slot);
        var right = test.ArgumentSlot >= 0 ? tx.NumberOf(test.ArgumentSlot) : test.Constant;
        var target = rule.Targets[0];
        if (!test.Holds(left, right) || IsRemoved(rule, target, evaluation.Program.TxNames[test.Slot]))
        {
            return false;
        }

        Match(rule, target, evaluation.Program.TxNames[test.Slot], test.IsCount ? evaluation.Arena.AddNumber(left) : tx.TextOf(test.Slot));
        return true;
    }

    private bool EvaluateView(CompiledRule rule, CompiledTarget target)
    {
        var view = evaluation.Views.Of(target.Views[^1]);
        if (view.Count == 0 || (rule.Group >= 0 && !evaluation.Views.HasGroup(view, rule.Group)))
        {
            return false;
        }

        var isMatch = false;
        for (var i = 0; i < view.Count && !_isIntercepted && !IsSpent; i++)
        {
            var node = view.Nodes[i];
            if (rule.Group < 0 || evaluation.Graph.HasGroup(node, rule.Group))
            {
                isMatch |= Ask(rule, target, i, evaluation.Graph.Text(node));
            }
        }

        return isMatch;
    }

    /// <summary>Asks before the first transformation and after each that changed something.</summary>
    private bool EvaluateSteps(CompiledRule rule, CompiledTarget target)
    {
        var isMatch = false;
        var count = evaluation.Views.Of(target.Views[0]).Count;
        for (var i = 0; i < count; i++)
        {
            var before = -1;
            foreach (var index in target.Views)
            {
                var node = evaluation.Views.Of(index).Nodes[i];
                if (node != before && (rule.Group < 0 || evaluation.Graph.HasGroup(node, rule.Group)))
                {
                    isMatch |= Ask(rule, target, i, evaluation.Graph.Text(node));
                    if (_isIntercepted || IsSpent)
                    {
                        return isMatch;
                    }
                }

                before = node;
            }
        }

        return isMatch;
    }

    private bool Ask(CompiledRule rule, CompiledTarget target, int index, ByteText value)
    {
        var set = evaluation.Views.SetOf(target.Set);
        var name = set.Members.Name(set.Index(index));
        return Ask(rule, target, name, value);
    }

    private bool Ask(CompiledRule rule, CompiledTarget target, ByteText name, ByteText value)
    {
        if (IsRemoved(rule, target, name) || !Applies(rule, value))
        {
            return false;
        }

        Match(rule, target, name, value);
        return true;
    }

    private bool EvaluateCount(CompiledRule rule, CompiledTarget target)
    {
        int count;
        if (target.Set >= 0)
        {
            count = evaluation.Views.SetOf(target.Set).Count;
        }
        else
        {
            _members.Clear();
            evaluation.Volatile.Read(target, rule, _members);
            count = _members.Count;
        }

        return EvaluateUncached(rule, target, target.Selector?.Name ?? ByteText.Empty, evaluation.Arena.AddNumber(count));
    }

    private bool EvaluateVolatile(CompiledRule rule, CompiledTarget target)
    {
        _members.Clear();
        evaluation.Volatile.Read(target, rule, _members);
        var isMatch = false;
        for (var i = 0; i < _members.Count && !_isIntercepted && !IsSpent; i++)
        {
            isMatch |= EvaluateUncached(rule, target, _members[i].Name, _members[i].Value);
        }

        return isMatch;
    }

    private bool EvaluateUncached(CompiledRule rule, CompiledTarget target, ByteText name, ByteText value)
    {
        var isMatch = rule.IsMultiMatch && Ask(rule, target, name, value);
        for (var i = 0; i < rule.Steps.Length && !_isIntercepted; i++)
        {
            var changed = evaluation.Program.Steps[rule.Steps[i]].Apply(value, evaluation.Arena);
            if (rule.IsMultiMatch && !changed.IsSamePlace(value))
            {
                isMatch |= Ask(rule, target, name, changed);
            }

            value = changed;
        }

        return isMatch || (!rule.IsMultiMatch && Ask(rule, target, name, value));
    }

    private bool IsRemoved(CompiledRule rule, CompiledTarget target, ByteText name)
        => evaluation.Removals.HasTargets && rule.IsHead && evaluation.Removals.Covers(rule.Identity.Ordinal, target, name);

    private bool Applies(CompiledRule rule, ByteText value)
    {
        var context = evaluation.Context;
        context.WantsCaptures = rule.HasCapture;
        context.ClearCaptures();
        Spend(value.Length);
        var isFound = rule.Operator.Matches(value, context);
        if (context.LimitExceeded)
        {
            // As mod_security2 does; rule 200005 of its recommended configuration refuses on it.
            context.LimitExceeded = false;
            evaluation.Tx.SetNumber(evaluation.Program.LimitsExceededSlot, 1);
            evaluation.Log.Add(EngineRuleIds.OperatorLimitExceeded, _phase, "An operator gave up on a value that would have cost too much", $"rule {rule.Identity.Id}");
        }

        if (isFound && rule.HasCapture && !rule.IsNegated && context.CaptureCount > 0)
        {
            evaluation.Tx.Capture(context);
        }

        return isFound != rule.IsNegated;
    }

    private void Match(CompiledRule rule, CompiledTarget target, ByteText name, ByteText value)
    {
        var isNameFull = target.Definition.Variable is Variable.MatchedVars or Variable.MatchedVarsNames;
        evaluation.Matched.Add(new MatchedVariable(isNameFull ? null : target, name, value));
        var identity = rule.Identity;
        if (!rule.HasNextLink && identity.Severity > 0 && identity.Severity < evaluation.HighestSeverity)
        {
            evaluation.HighestSeverity = identity.Severity;
        }

        foreach (var effect in rule.Effects)
        {
            effect.Apply(evaluation, rule);
        }

        if (!rule.HasNextLink)
        {
            Decide(rule);
        }

        if (rule.Argument is not null)
        {
            // It may name what has just been captured or set.
            evaluation.Context.Argument = evaluation.Expand(rule.Argument, rule);
        }
    }

    /// <summary>All of a rule or chain matched: tells of it and, unless the engine only detects, does what it says.</summary>
    private void Decide(CompiledRule rule)
    {
        var identity = rule.Identity;
        var action = identity.Action;
        if (identity.IsLogged || action >= DisruptiveAction.Deny)
        {
            evaluation.Log.Add(rule);
        }

        if (action == DisruptiveAction.Pass || _phase == 5)
        {
            return;
        }

        var isObeyed = evaluation.Mode == EngineMode.On;
        _isIntercepted = isObeyed;
        if (action < DisruptiveAction.Deny)
        {
            _allowed = isObeyed ? action : _allowed;
            return;
        }

        if (_verdict.WouldHave == VerdictAction.Pass)
        {
            var wanted = action == DisruptiveAction.Deny ? VerdictAction.Deny : action == DisruptiveAction.Drop ? VerdictAction.Drop : VerdictAction.Redirect;
            var location = wanted == VerdictAction.Redirect ? evaluation.Expand(identity.Location, rule).ToString() : null;
            _verdict = new Verdict(isObeyed ? wanted : VerdictAction.Pass, identity.Status, identity.Id, location, wanted);
        }
    }

    private void Spend(int work)
    {
        _work += work;
        if (_work < WorkPerCheck)
        {
            return;
        }

        _work = 0;
        if (evaluation.Clock.Judged > budget.Time)
        {
            IsSpent = true;
            evaluation.Tx.SetNumber(evaluation.Program.LimitsExceededSlot, 1);
            evaluation.Log.Add(EngineRuleIds.TimeBudgetExceeded, _phase, "The time for judging this transaction is used up", $"{budget.Time.TotalMilliseconds} ms");
        }
        else if (evaluation.Arena.Taken > budget.Characters)
        {
            IsSpent = true;
            evaluation.Tx.SetNumber(evaluation.Program.LimitsExceededSlot, 1);
            evaluation.Log.Add(EngineRuleIds.MemoryExceeded, _phase, "The values of this transaction take more memory than they may", $"{evaluation.Arena.Taken} characters");
        }
    }
}
