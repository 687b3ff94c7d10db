using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Asks a rule's operator about the values it looks at.</summary>
internal sealed class RuleEvaluation(Evaluator evaluation, Decisions decisions, Spending spending)
{
    // What a rule costs besides the characters it looks at.
    private const int WorkPerRule = 256;

    private readonly List<NamedText> _members = [];

    /// <summary>Evaluates a rule; true where it matches.</summary>
    public bool Evaluate(CompiledRule rule)
    {
        if (rule.SlotTest is { } test)
        {
            return EvaluateSlot(rule, test);
        }

        spending.Spend(WorkPerRule, rule.Identity.Phase);
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
            if (decisions.IsIntercepted || spending.IsSpent)
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

        decisions.Match(rule, target, evaluation.Program.TxNames[test.Slot], test.IsCount ? evaluation.Arena.AddNumber(left) : tx.TextOf(test.Slot));
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
        for (var i = 0; i < view.Count && !decisions.IsIntercepted && !spending.IsSpent; i++)
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
                    if (decisions.IsIntercepted || spending.IsSpent)
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

        decisions.Match(rule, target, name, value);
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
        for (var i = 0; i < _members.Count && !decisions.IsIntercepted && !spending.IsSpent; i++)
        {
            isMatch |= EvaluateUncached(rule, target, _members[i].Name, _members[i].Value);
        }

        return isMatch;
    }

    private bool EvaluateUncached(CompiledRule rule, CompiledTarget target, ByteText name, ByteText value)
    {
        var isMatch = rule.IsMultiMatch && Ask(rule, target, name, value);
        for (var i = 0; i < rule.Steps.Length && !decisions.IsIntercepted; i++)
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
        spending.Spend(value.Length, rule.Identity.Phase);
        var isFound = rule.Operator.Matches(value, context);
        if (context.LimitExceeded)
        {
            // As mod_security2 does; rule 200005 of its recommended configuration refuses on it.
            context.LimitExceeded = false;
            evaluation.Tx.SetNumber(evaluation.Program.LimitsExceededSlot, 1);
            evaluation.Log.Add(EngineRuleIds.OperatorLimitExceeded, rule.Identity.Phase, "An operator gave up on a value that would have cost too much", $"rule {rule.Identity.Id}");
        }

        if (isFound && rule.HasCapture && !rule.IsNegated && context.CaptureCount > 0)
        {
            evaluation.Tx.Capture(context);
        }

        return isFound != rule.IsNegated;
    }
}
