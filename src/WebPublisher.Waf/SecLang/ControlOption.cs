namespace WebPublisher.Waf.SecLang;

/// <summary>The options of the action <c>ctl</c> and their values (mod_security2's reference manual, ctl).</summary>
internal static class ControlOption
{
    private static readonly string[] s_names =
    [
        "auditEngine", "auditLogParts", "debugLogLevel", "forceRequestBodyVariable", "hashEnforcement", "hashEngine", "requestBodyAccess", "requestBodyLimit",
        "requestBodyProcessor", "responseBodyAccess", "responseBodyLimit", "ruleEngine", "ruleRemoveById", "ruleRemoveByMsg", "ruleRemoveByTag", "ruleRemoveTargetById",
        "ruleRemoveTargetByMsg", "ruleRemoveTargetByTag",
    ];

    /// <summary>Says what is wrong with <c>NAME=VALUE</c>, or null.</summary>
    public static string? Check(string argument, SourcePosition position)
    {
        var equals = argument.IndexOf('=');
        if (equals <= 0)
        {
            return $"Expected ctl:OPTION=VALUE, not {ErrorList.Quote(argument)}.";
        }

        var name = argument[..equals];
        var value = argument[(equals + 1)..];
        if (value.Length == 0)
        {
            return $"Expected a value after ctl:{name}=.";
        }

        return name.ToUpperInvariant() switch
        {
            "RULEENGINE" => OneOf(name, value, ["On", "Off", "DetectionOnly"]),
            "AUDITENGINE" => OneOf(name, value, ["On", "Off", "RelevantOnly"]),
            "REQUESTBODYACCESS" or "RESPONSEBODYACCESS" or "FORCEREQUESTBODYVARIABLE" => OneOf(name, value, ["On", "Off"]),
            "HASHENGINE" or "HASHENFORCEMENT" => OneOf(name, value, ["Off"]),
            "REQUESTBODYPROCESSOR" => OneOf(name, value, ["URLENCODED", "MULTIPART", "XML", "JSON"]),
            "REQUESTBODYLIMIT" or "RESPONSEBODYLIMIT" => ActionArgument.IsNumber(value, 1, 1L << 40)
                ? null
                : $"Expected a number of bytes after ctl:{name}=, not {ErrorList.Quote(value)}.",
            "DEBUGLOGLEVEL" => ActionArgument.IsNumber(value, 0, 9) ? null : $"Expected a number from 0 to 9 after ctl:{name}=, not {ErrorList.Quote(value)}.",
            "AUDITLOGPARTS" => value.TrimStart('+', '-').All(char.IsAsciiLetter) ? null : $"Expected letters of audit log parts after ctl:{name}=, not {ErrorList.Quote(value)}.",
            "RULEREMOVEBYID" => RuleIds.Parse(value) is null ? RuleIds.Expected(value) : null,
            "RULEREMOVEBYTAG" or "RULEREMOVEBYMSG" => null,
            "RULEREMOVETARGETBYID" or "RULEREMOVETARGETBYTAG" or "RULEREMOVETARGETBYMSG" => Target(name, value, position),
            _ => $"Unknown option {ErrorList.Quote(name)} of ctl{NearestName.Hint(name, s_names)}",
        };
    }

    private static string? OneOf(string name, string value, string[] words) =>
        words.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"Expected {string.Join(", ", words)} after ctl:{name}=, not {ErrorList.Quote(value)}{NearestName.Hint(value, words)}";

    private static string? Target(string name, string value, SourcePosition position)
    {
        var semicolon = value.IndexOf(';');
        if (semicolon <= 0 || semicolon == value.Length - 1)
        {
            return $"Expected ctl:{name}=RULES;VARIABLE, such as ctl:{name}={(name.EndsWith('d') ? "942100" : "attack-sqli")};ARGS:text, not {ErrorList.Quote(value)}.";
        }

        if (name.EndsWith("ById", StringComparison.OrdinalIgnoreCase) && RuleIds.Parse(value[..semicolon]) is null)
        {
            return RuleIds.Expected(value[..semicolon]);
        }

        ErrorList errors = new();
        TargetParser.Parse(value[(semicolon + 1)..], position, errors);
        return errors.Count > 0 ? errors.All[0].Message : null;
    }
}
