using System.Globalization;

namespace WebPublisher.Waf.SecLang;

/// <summary>Judges the value of an action where that takes no more than the value.</summary>
internal static class ActionArgument
{
    private static readonly string[] s_severities = ["EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"];
    private static readonly string[] s_persistent = ["GLOBAL", "IP", "RESOURCE", "SESSION", "USER"];
    private static readonly string[] s_writable = ["TX", .. s_persistent];

    /// <summary>Returns the action, names of phases as numbers; or null, told why.</summary>
    /// <param name="action">The action.</param>
    /// <param name="position">Where its value stands.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static RuleAction? Check(RuleAction action, SourcePosition position, ErrorList errors)
    {
        var value = action.Argument ?? "";
        var wrong = action.Name switch
        {
            "id" => IsNumber(value, 1, EngineRuleIds.First - 1) ? null : $"Expected a number from 1 to {EngineRuleIds.First - 1} as the rule's id, not {ErrorList.Quote(value)}.",
            "phase" => Phase(value) is null ? $"Unknown phase {ErrorList.Quote(value)}; expected 1 to 5, request, response or logging." : null,
            "severity" => IsNumber(value, 0, 7) || IsOneOf(value, s_severities)
                ? null
                : $"Unknown severity {ErrorList.Quote(value)}; expected 0 to 7, or one of {string.Join(", ", s_severities)}{NearestName.Hint(value, s_severities)}",
            "status" => IsNumber(value, 100, 599) ? null : $"Expected an HTTP status from 100 to 599, not {ErrorList.Quote(value)}.",
            "skip" => IsNumber(value, 1, RuleSetLimits.Directives) ? null : $"Expected how many rules are skipped, not {ErrorList.Quote(value)}.",
            "skipAfter" => value.Length > 0 ? null : "Expected the name of a marker.",
            "accuracy" or "maturity" => IsNumber(value, 0, 9) ? null : $"Expected a number from 0 to 9, not {ErrorList.Quote(value)}.",
            "allow" => action.Argument is null || IsOneOf(value, ["phase", "request"]) ? null : $"Expected allow, allow:phase or allow:request, not {ErrorList.Quote(value)}.",
            "redirect" => value.Length > 0 ? null : "Expected the address to send the client to.",
            "t" => value.Length > 0 ? null : "Expected the name of a transformation, or none.",
            "xmlns" => value.IndexOf('=') is > 0 ? null : $"Expected PREFIX=NAMESPACE, not {ErrorList.Quote(value)}.",
            "setvar" => Assignment(value, s_writable, "=", mayRemove: true),
            "expirevar" => Assignment(value, s_writable, "=SECONDS", mayRemove: false),
            "deprecatevar" => Assignment(value, s_writable, "=AMOUNT/SECONDS", mayRemove: false),
            "initcol" => Collection(value),
            "ctl" => ControlOption.Check(value, position),
            _ => null,
        };
        if (wrong is not null)
        {
            errors.Add(position, wrong);
            return null;
        }

        return action.Name == "phase" ? action with { Argument = Phase(value) } : action;
    }

    /// <summary>Whether a text is a number in decimal digits within limits.</summary>
    public static bool IsNumber(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static string? Phase(string value) => value.ToUpperInvariant() switch
    {
        "1" => "1",
        "2" or "REQUEST" => "2",
        "3" => "3",
        "4" or "RESPONSE" => "4",
        "5" or "LOGGING" => "5",
        _ => null,
    };

    private static bool IsOneOf(string value, string[] words) => words.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static string? Assignment(string value, string[] collections, string form, bool mayRemove)
    {
        var isRemoval = mayRemove && value.StartsWith('!');
        var target = isRemoval ? value[1..] : value;
        var equals = target.IndexOf('=');
        var name = equals < 0 ? target : target[..equals];
        var dot = name.IndexOf('.');
        if (dot <= 0 || dot == name.Length - 1 || (!mayRemove && equals < 0))
        {
            return $"Expected COLLECTION.NAME{form}, such as tx.score{(mayRemove ? "=+5" : "=60")}, not {ErrorList.Quote(value)}.";
        }

        return IsOneOf(name[..dot], collections)
            ? null
            : $"Unknown collection {ErrorList.Quote(name[..dot])}; expected one of {string.Join(", ", collections)}{NearestName.Hint(name[..dot], collections)}";
    }

    private static string? Collection(string value)
    {
        var equals = value.IndexOf('=');
        if (equals <= 0 || equals == value.Length - 1)
        {
            return $"Expected COLLECTION=KEY, such as ip=%{{REMOTE_ADDR}}, not {ErrorList.Quote(value)}.";
        }

        return IsOneOf(value[..equals], s_persistent) ? null : $"Unknown collection {ErrorList.Quote(value[..equals])}; expected one of {string.Join(", ", s_persistent)}.";
    }
}
