using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>Goes through the directives in their order: gathers rules with their chains and markers, and lets later directives change earlier rules.</summary>
internal sealed class DraftCollector(CompilationContext context)
{
    // What every rule is without SecDefaultAction.
    private ActionSet _defaults = new() { Phase = 2, IsLogged = true, Disruptive = DisruptiveAction.Pass };
    private RuleDraft? _openChain;

    /// <summary>Rules (heads of chains) and markers in their order.</summary>
    public List<DraftItem> Items { get; } = [];

    /// <summary>The directives that are neither rules nor change any.</summary>
    public List<SettingDirective> Settings { get; } = [];

    /// <summary>Goes through directives.</summary>
    public void Collect(IReadOnlyList<Directive> directives)
    {
        foreach (var directive in directives)
        {
            switch (directive)
            {
                case RuleDirective rule:
                    Add(rule.Position, rule.Targets, rule.Operator, rule.Actions);
                    break;
                case ActionDirective { IsDefault: true } defaults:
                    _defaults = new ActionSet { Phase = 2, IsLogged = true, Disruptive = DisruptiveAction.Pass }.With(ActionReader.Read(defaults.Actions, context));
                    break;
                case ActionDirective action:
                    // As in mod_security2, a rule that looks at the client's address and matches whatever that is.
                    Add(
                        action.Position,
                        [new RuleTarget(action.Position, "REMOTE_ADDR", null, IsPattern: false, IsCount: false, IsExclusion: false)],
                        new OperatorText(action.Position, "unconditionalMatch", "", IsNegated: false),
                        action.Actions);
                    break;
                case MarkerDirective marker:
                    Items.Add(new DraftItem(null, marker.Name));
                    break;
                case RuleChangeDirective change:
                    RuleChange.Apply(change, Items, context);
                    break;
                case SettingDirective setting:
                    Settings.Add(setting);
                    break;
                default:
                    throw new InvalidOperationException($"The compiler does not know {directive.GetType().Name}.");
            }
        }

        if (_openChain is not null)
        {
            context.Fail(_openChain.Position, "This chain has no further rule: the action chain has to be followed by a SecRule.");
        }
    }

    private void Add(SourcePosition position, IReadOnlyList<RuleTarget> targets, OperatorText text, IReadOnlyList<RuleAction> actions)
    {
        var draft = new RuleDraft { Position = position, Targets = [.. targets], Operator = text, Actions = _defaults.With(ActionReader.Read(actions, context)) };
        if (_openChain is { } head)
        {
            draft.Actions.Phase = head.Actions.Phase;
            head.Links.Add(draft);
        }
        else
        {
            Items.Add(new DraftItem(draft, null));
            if (draft.Actions.Id == 0)
            {
                context.Fail(position, "This rule has no id.");
            }
        }

        _openChain = draft.Actions.IsChain ? _openChain ?? draft : null;
    }
}
