namespace WebPublisher.Waf.SecLang;

/// <summary>
/// Finds what is wrong between directives: ids, chains, markers, and actions that may not stand where they do (mod_security2's own checks, and the ends
/// of chains and skips, which it does not check).
/// </summary>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class RuleSetChecks(ErrorList errors)
{
    private readonly Dictionary<string, SourcePosition> _ids = new(StringComparer.Ordinal);

    /// <summary>Looks at all directives of a rule set.</summary>
    public void Check(IReadOnlyList<Directive> directives)
    {
        RuleAction? openChain = null;
        var isAfterBroken = false;
        foreach (var directive in directives)
        {
            var actions = directive switch
            {
                RuleDirective rule => rule.Actions,
                ActionDirective { IsDefault: false } action => action.Actions,
                _ => null,
            };
            if (actions is null)
            {
                if (openChain is { } head && directive is not BrokenDirective)
                {
                    errors.Add(directive.Position, $"Expected a rule: the rule at {head.Position} has the action chain, and the next one belongs to it.");
                    openChain = null;
                }

                if (directive is ActionDirective @default)
                {
                    CheckDefault(@default);
                }

                isAfterBroken = directive is BrokenDirective;
                continue;
            }

            if (openChain is not null)
            {
                CheckChained(actions);
            }
            else if (!isAfterBroken || actions.Any(a => a.Name == "id"))
            {
                CheckHead(directive.Position, actions);
            }

            openChain = actions.LastOrDefault(a => a.Name == "chain");
            isAfterBroken = false;
        }

        if (openChain is { } last)
        {
            errors.Add(last.Position, "Expected another rule after this one, which has the action chain.");
        }

        CheckSkips(directives);
    }

    private void CheckHead(SourcePosition position, IReadOnlyList<RuleAction> actions)
    {
        if (actions.LastOrDefault(a => a.Name == "id") is not { } id)
        {
            errors.Add(position, "Expected the action id: every rule that is not chained to another has one.");
        }
        else if (!_ids.TryAdd(id.Argument!.TrimStart('0'), id.Position))
        {
            errors.Add(id.Position, $"The rule at {_ids[id.Argument.TrimStart('0')]} has the id {id.Argument} already.");
        }

        if (actions.LastOrDefault(a => a.Name == "phase") is { Argument: "5" }
            && actions.LastOrDefault(a => a.Name is "deny" or "drop" or "redirect") is { } late)
        {
            errors.Add(late.Position, $"The action {late.Name} comes too late in phase 5 (logging).");
        }
    }

    private void CheckChained(IReadOnlyList<RuleAction> actions)
    {
        foreach (var action in actions)
        {
            var role = ActionCatalogue.Find(action.Name)!.Role;
            if (role != ActionRole.Effect || action.Name == "phase")
            {
                errors.Add(action.Position, $"The action {action.Name} can stand in the first rule of a chain only.");
            }
        }
    }

    private void CheckDefault(ActionDirective directive)
    {
        foreach (var action in directive.Actions)
        {
            var role = ActionCatalogue.Find(action.Name)!.Role;
            if (action.Name == "chain" || role == ActionRole.Flow || (role == ActionRole.Metadata && action.Name is not ("severity" or "logdata")))
            {
                errors.Add(action.Position, $"The action {action.Name} cannot be a default.");
            }
        }

        if (directive.Actions.All(a => a.Name != "phase"))
        {
            errors.Add(directive.Position, "Expected the action phase: defaults are for the rules of one phase.");
        }

        if (directive.Actions.All(a => ActionCatalogue.Find(a.Name)!.Role != ActionRole.Disruptive))
        {
            errors.Add(directive.Position, "Expected one of the actions pass, deny, drop, redirect or allow: rules with the action block do what the default says.");
        }
    }

    private void CheckSkips(IReadOnlyList<Directive> directives)
    {
        HashSet<string> ahead = new(StringComparer.Ordinal);
        var markers = directives.OfType<MarkerDirective>().Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        List<RuleSetError> found = [];
        for (var i = directives.Count - 1; i >= 0; i--)
        {
            var actions = directives[i] switch
            {
                RuleDirective rule => rule.Actions,
                ActionDirective action => action.Actions,
                _ => [],
            };
            foreach (var skip in actions.Where(a => a.Name == "skipAfter" && !ahead.Contains(a.Argument!)))
            {
                var why = markers.Contains(skip.Argument!) ? " stands before this rule; rules are not judged again" : $" does not exist{NearestName.Hint(skip.Argument!, markers)}";
                found.Add(new RuleSetError(skip.Position, $"The marker {ErrorList.Quote(skip.Argument!)}{why}"));
            }

            ahead.UnionWith(directives[i] is MarkerDirective marker ? [marker.Name] : actions.Where(a => a.Name == "id").Select(a => a.Argument!));
        }

        for (var i = found.Count - 1; i >= 0; i--)
        {
            errors.Add(found[i].Position, found[i].Message);
        }
    }
}
