namespace WebPublisher.Waf.SecLang;

/// <summary>Understands one directive. Include and sections are not its business.</summary>
internal static class DirectiveParser
{
    private static readonly string[] s_names =
    [
        "Include", "IncludeOptional", "SecAction", "SecDefaultAction", "SecMarker", "SecRule", "SecRuleRemoveById", "SecRuleRemoveByMsg", "SecRuleRemoveByTag",
        "SecRuleUpdateActionById", "SecRuleUpdateTargetById", "SecRuleUpdateTargetByMsg", "SecRuleUpdateTargetByTag", .. SettingCatalogue.Names,
    ];

    /// <summary>Understands a directive; what cannot be understood is told of and comes back as <see cref="BrokenDirective"/>, or without the pieces in question.</summary>
    /// <param name="words">Its name and its arguments.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static Directive Parse(IReadOnlyList<DirectiveWord> words, ErrorList errors)
    {
        var name = words[0];
        var arguments = words.Skip(1).ToArray();
        return name.Text.ToUpperInvariant() switch
        {
            "SECRULE" => Counts(2, 3, "SecRule VARIABLES \"OPERATOR\" \"ACTIONS\"")
                ? new RuleDirective(name.Position, TargetParser.Parse(arguments[0], errors), OperatorParser.Parse(arguments[1], errors), Actions(2))
                : Broken(),
            "SECACTION" => Counts(1, 1, "SecAction \"ACTIONS\"") ? new ActionDirective(name.Position, false, Actions(0)) : Broken(),
            "SECDEFAULTACTION" => Counts(1, 1, "SecDefaultAction \"ACTIONS\"") ? new ActionDirective(name.Position, true, Actions(0)) : Broken(),
            "SECMARKER" => Counts(1, 1, "SecMarker NAME") ? Marker() : Broken(),
            "SECRULEREMOVEBYID" => Counts(1, int.MaxValue, "SecRuleRemoveById IDS") ? Change("SecRuleRemoveById", Ids(arguments), false) : Broken(),
            "SECRULEREMOVEBYTAG" => Counts(1, int.MaxValue, "SecRuleRemoveByTag PATTERN") ? Change("SecRuleRemoveByTag", Texts(arguments), false) : Broken(),
            "SECRULEREMOVEBYMSG" => Counts(1, int.MaxValue, "SecRuleRemoveByMsg PATTERN") ? Change("SecRuleRemoveByMsg", Texts(arguments), false) : Broken(),
            "SECRULEUPDATETARGETBYID" => CountsTargets("SecRuleUpdateTargetById IDS \"VARIABLES\"") ? Change("SecRuleUpdateTargetById", Ids(arguments[..1]), true) : Broken(),
            "SECRULEUPDATETARGETBYTAG" => CountsTargets("SecRuleUpdateTargetByTag PATTERN \"VARIABLES\"")
                ? Change("SecRuleUpdateTargetByTag", Texts(arguments[..1]), true)
                : Broken(),
            "SECRULEUPDATETARGETBYMSG" => CountsTargets("SecRuleUpdateTargetByMsg PATTERN \"VARIABLES\"")
                ? Change("SecRuleUpdateTargetByMsg", Texts(arguments[..1]), true)
                : Broken(),
            "SECRULEUPDATEACTIONBYID" => Counts(2, 2, "SecRuleUpdateActionById ID \"ACTIONS\"") ? ActionChange() : Broken(),
            _ => Setting(),
        };

        BrokenDirective Broken() => new(name.Position);

        IReadOnlyList<RuleAction> Actions(int index) => index < arguments.Length ? ActionParser.Parse(arguments[index], errors) : [];

        bool Counts(int least, int most, string form)
        {
            if (arguments.Length > most)
            {
                errors.Add(arguments[most].Position, $"Expected nothing more; this directive is written {form}.");
                return false;
            }

            if (arguments.Length < least)
            {
                errors.Add(name.Position, $"Expected {form}; {(arguments.Length == 0 ? "there is no argument" : "an argument is missing")}.");
                return false;
            }

            return true;
        }

        bool CountsTargets(string form)
        {
            if (arguments.Length != 3)
            {
                return Counts(2, 2, form);
            }

            errors.Add(arguments[2].Position, "Expected nothing more: variables are not replaced but excluded and added, with two directives (\"!ARGS:a\" and \"ARGS:b\").");
            return false;
        }

        Directive Marker()
        {
            var marker = arguments[0].Text is ['\'', .. var inner, '\''] ? inner : arguments[0].Text;
            if (marker.Length > 0)
            {
                return new MarkerDirective(name.Position, marker);
            }

            errors.Add(arguments[0].Position, "Expected the name of a marker.");
            return Broken();
        }

        Directive Change(string directive, IReadOnlyList<string>? selection, bool takesTargets) =>
            selection is null ? Broken() : new RuleChangeDirective(name.Position, directive, selection, takesTargets ? TargetParser.Parse(arguments[1], errors) : [], []);

        Directive ActionChange()
        {
            var parts = arguments[0].Text.Split(':');
            if (parts.Length > 2 || RuleIds.Parse(parts[0]) is not [var id] || id.Contains('-', StringComparison.Ordinal)
                || (parts.Length == 2 && !ActionArgument.IsNumber(parts[1], 0, RuleSetLimits.Directives)))
            {
                errors.Add(arguments[0].Position, $"Expected the id of a rule, or ID:N for the Nth rule of its chain, not {ErrorList.Quote(arguments[0].Text)}.");
                return Broken();
            }

            var actions = Actions(1);
            foreach (var action in actions.Where(a => a.Name == "id" && a.Argument != id))
            {
                errors.Add(action.Position, "A rule's id cannot be changed.");
            }

            return new RuleChangeDirective(name.Position, "SecRuleUpdateActionById", [parts.Length == 2 ? $"{id}:{parts[1]}" : id], [], actions);
        }

        IReadOnlyList<string>? Ids(DirectiveWord[] from)
        {
            List<string> ids = [];
            foreach (var word in from)
            {
                if (RuleIds.Parse(word.Text) is not { } some)
                {
                    errors.Add(word.Position, RuleIds.Expected(word.Text));
                    return null;
                }

                ids.AddRange(some);
            }

            return ids;
        }

        IReadOnlyList<string>? Texts(DirectiveWord[] from)
        {
            if (from.FirstOrDefault(w => w.Text.Length == 0) is not { } empty)
            {
                return [.. from.Select(w => w.Text)];
            }

            errors.Add(empty.Position, "Expected a regular expression; nothing would stand for all rules.");
            return null;
        }

        Directive Setting()
        {
            if (SettingCatalogue.Find(name.Text) is not { } syntax)
            {
                errors.Add(name.Position, $"Unknown directive {ErrorList.Quote(name.Text)}{NearestName.Hint(name.Text, s_names)}");
                return Broken();
            }

            if (syntax.Refusal is { } refusal)
            {
                errors.Add(name.Position, $"{syntax.Name} {refusal}.");
                return Broken();
            }

            if (!Counts(syntax.Least, syntax.Most, syntax.Most == 0 ? syntax.Name : $"{syntax.Name} VALUE"))
            {
                return Broken();
            }

            if (arguments.Length > 0 && syntax.Check(arguments[0].Text) is { } wrong)
            {
                errors.Add(arguments[0].Position, wrong);
                return Broken();
            }

            return new SettingDirective(name.Position, syntax.Name, [.. arguments.Select(a => a.Text)]);
        }
    }
}
