namespace WebPublisher.Waf.SecLang;

/// <summary>Reads a list of actions.</summary>
internal static class ActionParser
{
    /// <summary>Reads the list; actions that cannot be read are left out and told of.</summary>
    public static IReadOnlyList<RuleAction> Parse(DirectiveWord word, ErrorList errors)
    {
        List<RuleAction> actions = [];
        var reader = new ListReader(word, static _ => false, errors);
        while (reader.Next(out var item))
        {
            if (Action(word, item, errors) is { } action)
            {
                actions.Add(action);
            }
        }

        return actions;
    }

    private static RuleAction? Action(DirectiveWord word, ListItem item, ErrorList errors)
    {
        var position = word.PositionAt(item.NameStart);
        if (ActionCatalogue.Find(item.Name) is not { } syntax)
        {
            var hint = item.Name[0] == '#' ? "; a rule that goes on over several lines cannot hold a comment" : NearestName.Hint(item.Name, ActionCatalogue.Names);
            errors.Add(position, $"Unknown action {ErrorList.Quote(item.Name)}{hint}");
            return null;
        }

        if (syntax.Refusal is { } refusal)
        {
            errors.Add(position, $"The action {syntax.Name} {refusal}.");
            return null;
        }

        if (syntax.Argument == true && item.Value is null)
        {
            errors.Add(position, $"Expected {syntax.Name}:VALUE.");
            return null;
        }

        if (syntax.Argument == false && item.Value is not null)
        {
            errors.Add(word.PositionAt(item.ValueStart), $"The action {syntax.Name} takes no value.");
            return null;
        }

        return ActionArgument.Check(new RuleAction(position, syntax.Name, item.Value), word.PositionAt(item.ValueStart), errors);
    }
}
