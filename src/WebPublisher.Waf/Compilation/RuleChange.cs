using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>Does what <c>SecRuleRemoveBy...</c> and <c>SecRuleUpdate...</c> say to the rules that stand before them.</summary>
internal static class RuleChange
{
    /// <summary>Applies one directive.</summary>
    public static void Apply(RuleChangeDirective change, List<DraftItem> items, CompilationContext context)
    {
        var name = change.Name.ToLowerInvariant();
        var selection = name.EndsWith("byid", StringComparison.Ordinal) ? [RuleSelection.ByIds(change.Position, change.Selection, context)]
            : name.EndsWith("bytag", StringComparison.Ordinal) ? change.Selection.Select(tag => RuleSelection.ByTag(change.Position, tag, context)).ToList()
            : change.Selection.Select(message => RuleSelection.ByMessage(change.Position, message, context)).ToList();
        if (selection.Contains(null))
        {
            return;
        }

        var actions = name.StartsWith("secruleupdateaction", StringComparison.Ordinal) ? ActionReader.Read(change.Actions, context) : null;
        foreach (var rule in items.Select(item => item.Rule).OfType<RuleDraft>())
        {
            if (selection.Find(one => one!.Contains(rule)) is not { } found)
            {
                continue;
            }

            var link = found.Link == 0 ? rule : rule.Links.ElementAtOrDefault(found.Link - 1);
            if (link is null)
            {
                context.Fail(change.Position, $"The chain of rule {rule.Actions.Id} has no link {found.Link}.");
            }
            else if (actions is not null)
            {
                Update(link, actions);
            }
            else if (name.StartsWith("secruleupdatetarget", StringComparison.Ordinal))
            {
                link.Targets.AddRange(change.Targets);
            }
            else
            {
                rule.IsRemoved = true;
            }
        }
    }

    private static void Update(RuleDraft rule, ActionSet actions)
    {
        // Neither the id nor the place in a chain can be changed; transformations are replaced where new ones are given.
        var isChain = rule.Actions.IsChain;
        var (id, phase) = (rule.Actions.Id, rule.Actions.Phase);
        if (actions.Transformations.Count > 0)
        {
            rule.Actions.Transformations.Clear();
        }

        rule.Actions = rule.Actions.With(actions);
        (rule.Actions.Id, rule.Actions.Phase, rule.Actions.IsChain) = (id, phase, isChain);
    }
}
