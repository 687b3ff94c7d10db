using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Does what rules say where they match, and keeps what they decided.</summary>
internal sealed class Decisions(Evaluator evaluation)
{
    private DisruptiveAction _allowed;

    /// <summary>Whether a rule ended the phase.</summary>
    public bool IsIntercepted { get; private set; }

    /// <summary>What the phase decided so far.</summary>
    public Verdict Verdict { get; private set; }

    /// <summary>Begins a phase.</summary>
    public void BeginPhase()
    {
        IsIntercepted = false;
        Verdict = default;
    }

    /// <summary>Whether a rule before has said that a phase needs no judging.</summary>
    public bool IsAllowed(int phase) => phase < 5
        && (_allowed == DisruptiveAction.Allow || (_allowed == DisruptiveAction.AllowRequest && phase == 2));

    /// <summary>A value matched: takes note of it, does what the rule says for each match and, behind the last link of a chain, what it says for the transaction.</summary>
    public void Match(CompiledRule rule, CompiledTarget target, ByteText name, ByteText value)
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

        if (action == DisruptiveAction.Pass || rule.Identity.Phase == 5)
        {
            return;
        }

        var isObeyed = evaluation.Mode == EngineMode.On;
        IsIntercepted = isObeyed;
        if (action < DisruptiveAction.Deny)
        {
            _allowed = isObeyed ? action : _allowed;
            return;
        }

        if (Verdict.WouldHave == VerdictAction.Pass)
        {
            var wanted = action == DisruptiveAction.Deny ? VerdictAction.Deny : action == DisruptiveAction.Drop ? VerdictAction.Drop : VerdictAction.Redirect;
            var location = wanted == VerdictAction.Redirect ? evaluation.Expand(identity.Location, rule).ToString() : null;
            Verdict = new Verdict(isObeyed ? wanted : VerdictAction.Pass, identity.Status, identity.Id, location, wanted);
        }
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        BeginPhase();
        _allowed = DisruptiveAction.Pass;
    }
}
