namespace WebPublisher.Waf.SecLang;

/// <summary>Reads variables: of <c>SecRule</c>, of <c>SecRuleUpdateTarget...</c> and of <c>ctl:ruleRemoveTarget...</c>.</summary>
internal static class TargetParser
{
    /// <summary>Reads a list of variables; those that cannot be read are left out and told of.</summary>
    public static IReadOnlyList<RuleTarget> Parse(DirectiveWord word, ErrorList errors)
    {
        List<RuleTarget> targets = [];
        var told = errors.Count;
        var reader = new ListReader(word, MayHavePattern, errors);
        while (reader.Next(out var item))
        {
            if (Target(word, item, errors) is { } target)
            {
                targets.Add(target);
            }
        }

        if (targets.Count == 0 && errors.Count == told)
        {
            errors.Add(word.Position, "Expected variables, such as ARGS|REQUEST_HEADERS:User-Agent.");
        }

        return targets;
    }

    /// <summary>Reads a list of variables that stands within something else.</summary>
    /// <param name="text">The list.</param>
    /// <param name="position">Where all of it is said to stand.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static IReadOnlyList<RuleTarget> Parse(string text, SourcePosition position, ErrorList errors)
    {
        ErrorList found = new();
        var targets = Parse(new DirectiveWord(new LogicalLine(position.File, text, [0], position.Line), text, 0, []), found);
        foreach (var error in found.All)
        {
            errors.Add(position, error.Message);
        }

        return targets;
    }

    private static bool MayHavePattern(string name) => VariableCatalogue.Find(name.TrimStart('!', '&').ToUpperInvariant()) is not (VariableKind.Document or VariableKind.Named);

    private static RuleTarget? Target(DirectiveWord word, ListItem item, ErrorList errors)
    {
        var position = word.PositionAt(item.NameStart);
        var isExclusion = item.Name[0] == '!';
        var isCount = item.Name[0] == '&';
        var written = isExclusion || isCount ? item.Name[1..] : item.Name;
        var name = written.ToUpperInvariant();
        var selector = item.Value;
        if (item.Name.Length > 1 && item.Name[1] is '!' or '&')
        {
            errors.Add(position, "Expected the name of a variable: ! and & are not written together.");
            return null;
        }

        // An old way to write a request header.
        if (written.StartsWith("HTTP_", StringComparison.Ordinal) && written.Length > 5 && selector is null)
        {
            name = "REQUEST_HEADERS";
            selector = written[5..];
        }

        if (VariableCatalogue.Find(name) is not { } kind)
        {
            errors.Add(position, $"Unknown variable {ErrorList.Quote(written)}{NearestName.Hint(name, VariableCatalogue.Names)}{CommaHint(written)}");
            return null;
        }

        if (isCount && kind == VariableKind.Single)
        {
            errors.Add(position, $"{name} is a single value; & counts the members of a collection.");
            return null;
        }

        if (selector is null && word.Text.AsSpan(item.NameStart + item.Name.Length).StartsWith(":"))
        {
            errors.Add(word.PositionAt(item.ValueStart), $"Expected the name of a member, or a regular expression between slashes, after {name}:.");
            return null;
        }

        if (selector is null && kind is VariableKind.SelectedOnly or VariableKind.Named)
        {
            errors.Add(position, $"Expected {name}:MEMBER; this collection is not looked at as a whole.");
            return null;
        }

        if (selector is not null && kind is VariableKind.Single or VariableKind.Countable)
        {
            errors.Add(word.PositionAt(item.ValueStart), $"{name} has no members, so nothing can follow it after a colon.");
            return null;
        }

        var isPattern = item.IsPattern || (selector is ['/', _, .., '/'] && kind is VariableKind.Collection or VariableKind.SelectedOnly);
        return new RuleTarget(position, name, isPattern ? selector![1..^1] : selector, isPattern, isCount, isExclusion);
    }

    private static string CommaHint(string name) => name.EndsWith('/') ? "; a regular expression that holds | or , is written '/.../'" : "";
}
