using System.Collections.Frozen;
using System.Globalization;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Waf.Compilation;

/// <summary>Sorts a rule's actions by what they are for.</summary>
internal static class ActionReader
{
    private static readonly string[] Severities = ["EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"];

    // What describes a rule to people, or concerns an audit log that is not kept here: the publishing record tells of every match.
    private static readonly FrozenSet<string> Descriptive = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "accuracy", "maturity", "auditlog", "noauditlog", "sanitiseArg", "sanitiseMatched", "sanitiseMatchedBytes", "sanitiseRequestHeader", "sanitiseResponseHeader", "pause");

    private static readonly FrozenSet<string> Effects = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "setvar", "expirevar", "deprecatevar", "initcol", "setsid", "setuid", "setrsc", "setenv", "ctl");

    private static readonly FrozenDictionary<string, string> Refusals = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["exec"] = "no program is started and no script is run for a request",
        ["proxy"] = "requests go where the publishing rule says, and nowhere else",
        ["append"] = "responses are not changed",
        ["prepend"] = "responses are not changed",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The word for a severity.</summary>
    public static string SeverityName(int severity) => severity < 0 ? "" : Severities[severity];

    /// <summary>Sorts actions; what is wrong with one is told to <paramref name="context"/>.</summary>
    public static ActionSet Read(IReadOnlyList<RuleAction> actions, CompilationContext context)
    {
        var set = new ActionSet();
        foreach (var action in actions)
        {
            if (Read(action, set) is { } error)
            {
                context.Fail(action.Position, $"{action.Name}: {error}");
            }
        }

        return set;
    }

    private static string? Read(RuleAction action, ActionSet set)
    {
        var argument = action.Argument ?? "";
        switch (action.Name.ToLowerInvariant())
        {
            case "id":
                set.Id = Number(argument, out var id) && id is > 0 and < EngineRuleIds.First ? id : 0;
                return set.Id == 0 ? $"an id is a number from 1 to {EngineRuleIds.First - 1}" : null;
            case "phase":
                set.Phase = Number(argument, out var phase) && phase is >= 1 and <= 5 ? (int)phase : 0;
                return set.Phase == 0 ? "a phase is 1, 2, 3, 4 or 5" : null;
            case "msg":
                set.Message = action;
                return null;
            case "logdata":
                set.LogData = action;
                return null;
            case "severity":
                set.Severity = Number(argument, out var severity) && severity is >= 0 and <= 7
                    ? (int)severity
                    : Array.FindIndex(Severities, name => name.Equals(argument, StringComparison.OrdinalIgnoreCase));
                return set.Severity < 0 ? $"a severity is 0 to 7 or one of {string.Join(", ", Severities)}" : null;
            case "rev":
                set.Revision = argument;
                return null;
            case "ver":
                set.Version = argument;
                return null;
            case "tag":
                set.Tags.Add(action);
                return null;
            case "log":
                set.IsLogged = true;
                return null;
            case "nolog":
                set.IsLogged = false;
                return null;
            case "status":
                set.Status = Number(argument, out var status) && status is >= 100 and <= 599 ? (int)status : 0;
                return set.Status == 0 ? "a status is 100 to 599" : null;
            case "chain":
                set.IsChain = true;
                return null;
            case "skip":
                set.Skip = Number(argument, out var skip) && skip is > 0 and < int.MaxValue ? (int)skip : 0;
                return set.Skip == 0 ? "it takes how many rules to pass over, from 1" : null;
            case "skipafter":
                set.SkipAfter = action;
                return null;
            case "t":
                set.Transformations.Add(action);
                return null;
            case "capture":
                set.HasCapture = true;
                return null;
            case "multimatch":
                set.IsMultiMatch = true;
                return null;
            case "xmlns":
                set.Namespaces.Add(action);
                return argument.Contains('=') ? null : "it takes prefix=namespace";
            default:
                return ReadOther(action, argument, set);
        }
    }

    private static string? ReadOther(RuleAction action, string argument, ActionSet set)
    {
        if (Disruptive(action.Name, argument, out var error) is { } disruptive)
        {
            set.Disruptive = disruptive;
            set.IsBlock = false;
            set.Location = disruptive == DisruptiveAction.Redirect ? action : null;
            return error;
        }

        if (action.Name.Equals("block", StringComparison.OrdinalIgnoreCase))
        {
            set.IsBlock = true;
            return null;
        }

        if (Effects.Contains(action.Name))
        {
            set.Effects.Add(action);
            return null;
        }

        return Descriptive.Contains(action.Name) ? null
            : Refusals.TryGetValue(action.Name, out var refusal) ? $"this action is not supported: {refusal}"
            : "there is no such action";
    }

    private static DisruptiveAction? Disruptive(string name, string argument, out string? error)
    {
        error = null;
        switch (name.ToLowerInvariant())
        {
            case "pass":
                return DisruptiveAction.Pass;
            case "deny":
                return DisruptiveAction.Deny;
            case "drop":
                return DisruptiveAction.Drop;
            case "redirect":
                error = argument.Length == 0 ? "it takes where to send the client" : null;
                return DisruptiveAction.Redirect;
            case "allow":
                error = argument.ToLowerInvariant() is "" or "phase" or "request" ? null : "it takes nothing, phase or request";
                return argument.ToLowerInvariant() switch
                {
                    "phase" => DisruptiveAction.AllowPhase,
                    "request" => DisruptiveAction.AllowRequest,
                    _ => DisruptiveAction.Allow,
                };
            default:
                return null;
        }
    }

    private static bool Number(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
