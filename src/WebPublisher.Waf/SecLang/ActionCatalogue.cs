using System.Collections.Frozen;

namespace WebPublisher.Waf.SecLang;

/// <summary>The actions of mod_security2 2.9 (its reference manual, section Actions).</summary>
internal static class ActionCatalogue
{
    private const string NoPrograms = "runs a program or script, which this engine does not do";
    private const string NoInjection = "changes the response, which this engine does not do";

    private static readonly FrozenDictionary<string, ActionSyntax> s_actions = Actions().ToFrozenDictionary(a => a.Key, a => a.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => s_actions.Keys;

    /// <summary>The action of a name in whatever case, or null.</summary>
    public static ActionSyntax? Find(string name) => s_actions.GetValueOrDefault(name);

    private static IEnumerable<KeyValuePair<string, ActionSyntax>> Actions()
    {
        ActionSyntax[] actions =
        [
            new("id", true, ActionRole.Metadata),
            new("rev", true, ActionRole.Metadata),
            new("msg", true, ActionRole.Metadata),
            new("logdata", true, ActionRole.Metadata),
            new("accuracy", true, ActionRole.Metadata),
            new("maturity", true, ActionRole.Metadata),
            new("ver", true, ActionRole.Metadata),
            new("severity", true, ActionRole.Metadata),
            new("tag", true, ActionRole.Effect),
            new("phase", true, ActionRole.Effect),
            new("chain", false, ActionRole.Effect),
            new("skip", true, ActionRole.Flow),
            new("skipAfter", true, ActionRole.Flow),
            new("allow", null, ActionRole.Disruptive),
            new("deny", false, ActionRole.Disruptive),
            new("drop", false, ActionRole.Disruptive),
            new("pass", false, ActionRole.Disruptive),
            new("redirect", true, ActionRole.Disruptive),
            new("proxy", true, ActionRole.Disruptive, "forwards to a server that the policy does not know"),
            new("block", false, ActionRole.Effect),
            new("status", true, ActionRole.Effect),
            new("pause", true, ActionRole.Effect, "holds up the request, which the policy's own limits do where it is meant to be held up"),
            new("log", false, ActionRole.Effect),
            new("nolog", false, ActionRole.Effect),
            new("auditlog", false, ActionRole.Effect),
            new("noauditlog", false, ActionRole.Effect),
            new("t", true, ActionRole.Effect),
            new("ctl", true, ActionRole.Effect),
            new("xmlns", true, ActionRole.Effect),
            new("capture", false, ActionRole.Effect),
            new("multiMatch", false, ActionRole.Effect),
            new("setenv", true, ActionRole.Effect),
            new("setvar", true, ActionRole.Effect),
            new("expirevar", true, ActionRole.Effect),
            new("deprecatevar", true, ActionRole.Effect),
            new("initcol", true, ActionRole.Effect),
            new("setsid", true, ActionRole.Effect),
            new("setrsc", true, ActionRole.Effect),
            new("setuid", true, ActionRole.Effect),
            new("exec", true, ActionRole.Effect, NoPrograms),
            new("prepend", true, ActionRole.Effect, NoInjection),
            new("append", true, ActionRole.Effect, NoInjection),
            new("sanitiseArg", true, ActionRole.Effect),
            new("sanitiseMatched", false, ActionRole.Effect),
            new("sanitiseMatchedBytes", null, ActionRole.Effect),
            new("sanitiseRequestHeader", true, ActionRole.Effect),
            new("sanitiseResponseHeader", true, ActionRole.Effect),
        ];

        foreach (var action in actions)
        {
            yield return new(action.Name, action);
            if (action.Name.StartsWith("sanitise", StringComparison.Ordinal))
            {
                yield return new(action.Name.Replace("sanitise", "sanitize", StringComparison.Ordinal), action);
            }
        }
    }
}
