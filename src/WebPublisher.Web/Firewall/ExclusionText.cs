using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Web.Firewall;

/// <summary>Exclusions in the language of the rules. Those that always hold cost nothing at run time; those of some paths are asked for with each request.</summary>
internal static class ExclusionText
{
    // Where the Core Rule Set's rules that look for attacks stand: from the protocol's to the last kind of injection. Those that add up scores and judge answers come later.
    private const string AttackRules = "920000-948999";

    // Which header fields are restricted is asked by these (3.3 has the first alone).
    private const string HeaderRules = "920450-920451";

    private static readonly CultureInfo s_plain = CultureInfo.InvariantCulture;

    /// <summary>Writes those that hold for all requests; they stand behind the rules.</summary>
    public static void ForAll(StringBuilder text, WafPolicy policy)
    {
        if (policy.Extensions.Contains("*", StringComparer.Ordinal))
        {
            text.AppendLine("SecRuleRemoveById 920440");
        }

        foreach (var header in policy.Headers)
        {
            text.AppendLine(s_plain, $"SecRuleUpdateTargetById {HeaderRules} \"!REQUEST_HEADERS_NAMES:{header}\"");
        }

        foreach (var target in policy.FreeText)
        {
            text.AppendLine(s_plain, $"SecRuleUpdateTargetById {AttackRules} \"!{Target(target)}\"");
        }

        foreach (var exclusion in policy.Exclusions.Where(e => e.Paths.IsEmpty))
        {
            Always(text, exclusion);
        }
    }

    /// <summary>Writes those that hold for some paths; they stand before the rules.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="exclusions">All exclusions of a section.</param>
    /// <param name="firstId">The id of the first rule that is written.</param>
    public static void ForPaths(StringBuilder text, ImmutableArray<WafExclusion> exclusions, long firstId)
    {
        foreach (var exclusion in exclusions.Where(e => !e.Paths.IsEmpty))
        {
            var pattern = string.Join('|', exclusion.Paths.Select(Pattern)).Replace("\"", "\\\"", StringComparison.Ordinal);
            var actions = string.Join(',', Controls(exclusion).Select(control => $"ctl:'{InQuotation(control)}'"));
            text.AppendLine(s_plain, $"SecRule REQUEST_FILENAME \"@rx ^(?:{pattern})$\" \"id:{firstId++},phase:1,pass,nolog,t:none,t:urlDecode,t:normalisePath,t:lowercase,{actions}\"");
        }
    }

    private static void Always(StringBuilder text, WafExclusion exclusion)
    {
        foreach (var (kind, rules) in Rules(exclusion))
        {
            if (exclusion.Targets.IsEmpty)
            {
                text.AppendLine(s_plain, $"SecRuleRemove{kind} \"{rules}\"");
            }

            foreach (var target in exclusion.Targets)
            {
                text.AppendLine(s_plain, $"SecRuleUpdateTarget{kind} \"{rules}\" \"!{Target(target)}\"");
            }
        }
    }

    private static IEnumerable<string> Controls(WafExclusion exclusion)
    {
        foreach (var (kind, rules) in Rules(exclusion))
        {
            if (exclusion.Targets.IsEmpty)
            {
                yield return $"ruleRemove{kind}={rules}";
            }

            foreach (var target in exclusion.Targets)
            {
                yield return $"ruleRemoveTarget{kind}={rules};{target}";
            }
        }
    }

    private static IEnumerable<(string Kind, string Rules)> Rules(WafExclusion exclusion) =>
        exclusion.RuleIds.Select(id => ("ById", id)).Concat(exclusion.RuleTags.Select(tag => ("ByTag", $"^{Regex.Escape(tag)}$")));

    // In single quotation marks a selector may hold what divides targets. They take one of two backslashes away, and the double ones around them another.
    private static string Target(WafTarget target) =>
        target.IsPattern ? $"{target.Collection}:'/{InQuotation(target.Selector!)}/'" : target.ToString();

    private static string InQuotation(string text) => text.Replace("\\", @"\\\\", StringComparison.Ordinal);

    // Paths of a policy are compared without regard to case.
    private static string Pattern(PathPattern path)
    {
        var text = path.Text.ToLowerInvariant();
        return text.EndsWith("/*", StringComparison.Ordinal) ? $"{Regex.Escape(text[..^2])}(?:/.*)?" : Regex.Escape(text);
    }
}
