using WebPublisher.Waf.Bodies;
using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Reads variables whose values change while a transaction lasts.</summary>
internal sealed class VolatileValues(Evaluator evaluation)
{
    private readonly List<NamedText> _candidates = [];

    /// <summary>Adds the members a rule looks at.</summary>
    public void Read(CompiledTarget target, CompiledRule rule, List<NamedText> into)
    {
        if (target.TxSlot >= 0)
        {
            if (evaluation.Tx.IsSet(target.TxSlot))
            {
                into.Add(new NamedText(evaluation.Program.TxNames[target.TxSlot], evaluation.Tx.TextOf(target.TxSlot)));
            }

            return;
        }

        if (target.Definition.Variable == Variable.Tx)
        {
            ReadTx(target.TxSlots, target.Selector, into);
        }
        else
        {
            Read(target.Definition.Variable, target.Selector, rule, into);
        }

        for (var i = into.Count - 1; i >= 0 && target.Exclusions.Count > 0; i--)
        {
            for (var j = 0; j < target.Exclusions.Count; j++)
            {
                if (target.Exclusions[j].Selects(into[i].Name))
                {
                    into.RemoveAt(i);
                    break;
                }
            }
        }
    }

    /// <summary>Adds the members of a variable other than <c>TX</c> that a selector means.</summary>
    public void Read(Variable variable, Selector? selector, CompiledRule rule, List<NamedText> into)
    {
        switch (variable)
        {
            case Variable.MatchedVars:
            case Variable.MatchedVarsNames:
                ReadMatched(variable, selector, into);
                return;
            case Variable.Global or Variable.Ip or Variable.Resource or Variable.Session or Variable.User:
                evaluation.Collections.Read(variable, _candidates, evaluation.UnixSeconds);
                break;
            case Variable.Env:
                _candidates.AddRange(evaluation.Environment.Members);
                break;
            case Variable.Rule:
                ReadRule(rule.Identity, _candidates);
                break;
            case Variable.FilesSizes:
                foreach (var file in evaluation.Body.Parsed.Files)
                {
                    _candidates.Add(new NamedText(file.Name, evaluation.Arena.AddNumber(file.Size)));
                }

                break;
            default:
                if (evaluation.Scalars.TryRead(variable, out var value))
                {
                    into.Add(new NamedText(ByteText.Empty, value));
                }

                return;
        }

        foreach (var candidate in _candidates)
        {
            if (selector is null || selector.Selects(candidate.Name))
            {
                into.Add(candidate);
            }
        }

        _candidates.Clear();
    }

    private void ReadTx(int[] slots, Selector? selector, List<NamedText> into)
    {
        var tx = evaluation.Tx;
        var names = evaluation.Program.TxNames;
        foreach (var slot in slots)
        {
            if (tx.IsSet(slot))
            {
                into.Add(new NamedText(names[slot], tx.TextOf(slot)));
            }
        }

        for (var i = 0; i < tx.DynamicCount; i++)
        {
            if (tx.TryGetDynamic(i, out var name, out var text) && (selector is null || selector.Selects(name)))
            {
                into.Add(new NamedText(name, text));
            }
        }
    }

    private void ReadMatched(Variable variable, Selector? selector, List<NamedText> into)
    {
        for (var i = 0; i < evaluation.Matched.Count; i++)
        {
            var name = evaluation.Matched.FullName(i);
            if (selector is null || selector.Selects(name))
            {
                into.Add(new NamedText(name, variable == Variable.MatchedVars ? evaluation.Matched.Value(i) : name));
            }
        }
    }

    private void ReadRule(RuleIdentity rule, List<NamedText> into)
    {
        into.Add(new NamedText(RuleMembers.Id, evaluation.Arena.AddNumber(rule.Id)));
        into.Add(new NamedText(RuleMembers.Revision, ByteText.FromString(rule.Revision)));
        into.Add(new NamedText(RuleMembers.LogData, rule.LogData.Source));
        into.Add(new NamedText(RuleMembers.Message, rule.Message.Source));
        if (rule.Severity >= 0)
        {
            into.Add(new NamedText(RuleMembers.Severity, evaluation.Arena.AddNumber(rule.Severity)));
        }
    }

    private static class RuleMembers
    {
        public static readonly ByteText Id = ByteText.FromString("id");
        public static readonly ByteText Revision = ByteText.FromString("rev");
        public static readonly ByteText Severity = ByteText.FromString("severity");
        public static readonly ByteText LogData = ByteText.FromString("logdata");
        public static readonly ByteText Message = ByteText.FromString("msg");
    }
}
