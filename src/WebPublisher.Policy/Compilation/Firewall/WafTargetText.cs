using System.Buffers;
using System.Text.RegularExpressions;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Firewall;

namespace WebPublisher.Policy.Compilation.Firewall;

/// <summary>Reads a target as the rule language writes it: <c>ARGS:q</c>, <c>ARGS:/^q/</c>, <c>REQUEST_BODY</c>.</summary>
internal static class WafTargetText
{
    private const int Longest = 256;

    private static readonly SearchValues<char> s_name = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    // They have a meaning of their own in a list of targets.
    private static readonly SearchValues<char> s_unwritable = SearchValues.Create("'\"`\\|,; ");
    private static readonly SearchValues<char> s_unwritableInPattern = SearchValues.Create("'\"`");

    /// <summary>Reads a target.</summary>
    /// <param name="text">As written.</param>
    /// <param name="target">The target; null when there is a problem.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(string text, out WafTarget? target)
    {
        target = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var selector = colon < 0 ? null : text[(colon + 1)..];
        if (text.Length > Longest || name.Length == 0 || name.AsSpan().ContainsAnyExcept(s_name) || selector is "" || selector?.Any(char.IsControl) == true)
        {
            return $"{Quoted.Text(text)} is not a target such as ARGS:q, REQUEST_COOKIES:/^id_/ or REQUEST_BODY";
        }

        var isPattern = selector is ['/', _, .., '/'];
        selector = isPattern ? selector![1..^1] : selector;
        if (selector is not null && selector.AsSpan().ContainsAny(isPattern ? s_unwritableInPattern : s_unwritable))
        {
            return $"{Quoted.Text(text)}: quotation marks{(isPattern ? "" : ", commas, bars, semicolons, backslashes and spaces")} cannot stand in a target; write a regular expression with a dot in their place";
        }

        if (isPattern && Problem(selector!) is { } problem)
        {
            return $"{Quoted.Text(text)}: {problem}";
        }

        target = new WafTarget(name, selector, isPattern);
        return null;
    }

    private static string? Problem(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return $"no regular expression that can be used here: {error.Message}";
        }
    }
}
