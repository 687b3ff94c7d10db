using System.Globalization;
using WebPublisher.Policy.Firewall;
using WebPublisher.Waf.SecLang;

namespace WebPublisher.Web.Firewall;

/// <summary>Puts together what the rules of a section are read from: files, and what the policy says between them.</summary>
internal static class FirewallSource
{
    // The Core Rule Set's file that sets what no setting has set, after which settings may be added to.
    private const string Defaults = "-901-";

    /// <summary>All parts, in the order in which they are judged.</summary>
    public static RuleSetSource Of(WafPolicy policy)
    {
        var files = policy.Files;
        var declared = DeclaredIds([.. files.Setup, .. files.Before, .. files.After]);
        var defaults = files.Rules.TakeWhile(file => !IsDefaults(file)).Count() + 1;
        var first = defaults > files.Rules.Length ? 0 : defaults;
        return new RuleSetSource(
        [
            RuleText.Part(RuleText.Bodies(policy, declared)),
            .. files.Setup.Select(RuleSetPart.OfFiles),
            RuleText.Part(RuleText.Settings(policy)),
            .. files.Before.Select(RuleSetPart.OfFiles),
            .. files.Rules.Take(first).Select(RuleSetPart.OfFiles),
            RuleText.Part(RuleText.Allowances(policy)),
            .. files.Rules.Skip(first).Select(RuleSetPart.OfFiles),
            .. files.After.Select(RuleSetPart.OfFiles),
            RuleText.Part(RuleText.End(policy)),
        ]);
    }

    /// <summary>A text that is the same for two policies whose rules are the same.</summary>
    public static string KeyOf(WafPolicy policy) =>
        string.Join('\n', policy.Files.Digest, RuleText.Bodies(policy, new HashSet<long>()), RuleText.Settings(policy), RuleText.Allowances(policy), RuleText.End(policy), policy.TimeBudget);

    private static bool IsDefaults(string file) => Path.GetFileName(file).Contains(Defaults, StringComparison.Ordinal);

    private static HashSet<long> DeclaredIds(IReadOnlyList<string> files)
    {
        if (files.Count == 0)
        {
            return [];
        }

        // What is wrong with them is told when all is parsed together.
        var parsed = RuleSetParser.Parse(new RuleSetSource([.. files.Select(RuleSetPart.OfFiles)]));
        return [.. parsed.Directives.SelectMany(IdsOf)];
    }

    private static IEnumerable<long> IdsOf(Directive directive)
    {
        var actions = directive switch
        {
            RuleDirective rule => rule.Actions,
            ActionDirective action => action.Actions,
            _ => [],
        };
        foreach (var action in actions)
        {
            if (action.Name == "id" && long.TryParse(action.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                yield return id;
            }
        }
    }
}
