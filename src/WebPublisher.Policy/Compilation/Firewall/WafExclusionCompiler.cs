using System.Collections.Immutable;
using System.Globalization;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Firewall;
using WebPublisher.Policy.Firewall;

namespace WebPublisher.Policy.Compilation.Firewall;

/// <summary>Compiles an entry of <c>waf.exclusions</c>.</summary>
internal static class WafExclusionCompiler
{
    private const int LongestTag = 100;

    /// <summary>Compiles it; null after an error.</summary>
    public static WafExclusion? Compile(WafExclusionDocument document, CompilationContext context)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        var tags = ImmutableArray.CreateBuilder<string>();
        var errors = context.Diagnostics.Count;
        foreach (var rule in document.Rules)
        {
            if (Problem(rule, out var isTag) is { } problem)
            {
                context.Diagnostics.Error(rule.Location, problem);
            }
            else
            {
                (isTag ? tags : ids).Add(rule.Value);
            }
        }

        var targets = WafCompiler.Targets(document.Targets, context);
        return context.Diagnostics.Count == errors && ids.Count + tags.Count > 0
            ? new WafExclusion(ids.ToImmutable(), tags.ToImmutable(), targets, [.. document.Paths.Select(p => p.Value)])
            : null;
    }

    private static string? Problem(Located<string> rule, out bool isTag)
    {
        var text = rule.Value;
        isTag = !char.IsAsciiDigit(text[0]);
        if (isTag)
        {
            // Tags are looked for as regular expressions; what would be one stands for itself here.
            return text.Length > LongestTag || text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '/' or '.' or ':'))
                ? $"{Quoted.Text(text)} is neither the id of a rule, nor a range such as 942000-942999, nor a tag such as attack-sqli"
                : null;
        }

        var ends = text.Split('-');
        if (ends.Length > 2 || ends.Any(end => !IsId(end)))
        {
            return $"{Quoted.Text(text)} is neither the id of a rule nor a range such as 942000-942999";
        }

        return ends.Length == 2 && int.Parse(ends[0], CultureInfo.InvariantCulture) > int.Parse(ends[1], CultureInfo.InvariantCulture)
            ? $"{Quoted.Text(text)} is a range of no rules; write {ends[1]}-{ends[0]}"
            : null;
    }

    private static bool IsId(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0;
}
