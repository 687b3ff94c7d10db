using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WebPublisher.Commands.Firewall;

/// <summary>
/// Collects what exclusions could be about: targets in which rules found something in requests that were refused, or would have been. What clients send decides on the names
/// of targets; only names of plain characters come into question, and an attacker who is alone with something does not get an exclusion suggested.
/// </summary>
internal sealed partial class ExclusionTally
{
    private const int MostTargets = 10_000;
    private const int MostClients = 10_000;
    private const int MostPathsNamed = 3;

    private readonly Dictionary<(string Rule, string Section, string Target), Seen> _targets = [];

    /// <summary>Adds a match.</summary>
    public void Add(FirewallLogEntry entry)
    {
        if (!entry.IsCondemned || Target(entry.Variable) is not { } target)
        {
            return;
        }

        var key = (entry.Rule, entry.Section, target);
        if (!_targets.TryGetValue(key, out var seen))
        {
            if (_targets.Count == MostTargets)
            {
                return;
            }

            _targets.Add(key, seen = new Seen());
        }

        seen.Rules.Add(entry.RuleId);
        seen.Requests.Add(entry.Reference);
        seen.Paths.Add(entry.Path);
        if (seen.Clients.Count < MostClients)
        {
            seen.Clients.Add(entry.Client);
        }
    }

    /// <summary>What is suggested, what concerns most requests first.</summary>
    /// <param name="clients">From how many clients' requests on.</param>
    public IReadOnlyList<ExclusionSuggestion> Suggest(int clients) =>
    [
        .. _targets
            .Where(pair => pair.Value.Clients.Count >= clients)
            .OrderByDescending(pair => pair.Value.Requests.Count)
            .ThenBy(pair => pair.Key.Target, StringComparer.Ordinal)
            .Select(pair => Suggestion(pair.Key, pair.Value)),
    ];

    /// <summary>A target of the policy for what a rule matched, or null where an exclusion cannot or should not name it.</summary>
    internal static string? Target(string variable)
    {
        if (!PlainVariable().IsMatch(variable))
        {
            return null;
        }

        var colon = variable.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && PatternOf(variable[(colon + 1)..]) is { } pattern ? $"{variable[..colon]}:/^{pattern}$/" : variable;
    }

    // Members of lists in JSON bodies and forms are numbered: the exclusion is for all of them. Null for a name without numbers.
    private static string? PatternOf(string name)
    {
        var pattern = new StringBuilder();
        var isNumbered = false;
        for (var i = 0; i < name.Length; i++)
        {
            var end = i;
            while (i > 0 && name[i - 1] is '.' or '[' && end < name.Length && char.IsAsciiDigit(name[end]))
            {
                end++;
            }

            if (end > i && (end == name.Length || name[end] is '.' or ']'))
            {
                pattern.Append("[0-9]+");
                isNumbered = true;
                i = end - 1;
            }
            else
            {
                pattern.Append(name[i] is '.' or '[' or ']' ? $"\\{name[i]}" : name[i].ToString());
            }
        }

        return isNumbered ? pattern.ToString() : null;
    }

    private static ExclusionSuggestion Suggestion((string Rule, string Section, string Target) key, Seen seen)
    {
        var paths = seen.Paths.Top(MostPathsNamed + 1).Select(path => path.Text).ToList();
        if (seen.Paths.Others > 0 || paths.Count > MostPathsNamed || !paths.TrueForAll(path => PlainPath().IsMatch(path)))
        {
            paths = [];
        }

        paths.Sort(StringComparer.Ordinal);
        var yaml = new StringBuilder();
        yaml.Append(CultureInfo.InvariantCulture, $"- {{ rules: [{string.Join(", ", seen.Rules)}], targets: ['{key.Target}']");
        yaml.Append(paths.Count == 0 ? " }" : $", paths: [{string.Join(", ", paths)}] }}");
        return new ExclusionSuggestion(key.Rule, key.Section, [.. seen.Rules], key.Target, paths, seen.Requests.Count, seen.Clients.Count, yaml.ToString());
    }

    [GeneratedRegex(
        @"^(?:ARGS|ARGS_GET|ARGS_POST|ARGS_NAMES|FILES|FILES_NAMES|REQUEST_COOKIES|REQUEST_COOKIES_NAMES|REQUEST_HEADERS|XML|REQUEST_BODY)(?::[A-Za-z0-9_.\[\]-]{1,80})?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex PlainVariable();

    [GeneratedRegex(@"^/[A-Za-z0-9/_.~@-]{0,200}\z", RegexOptions.NonBacktracking)]
    private static partial Regex PlainPath();

    private sealed class Seen
    {
        public SortedSet<long> Rules { get; } = [];

        public HashSet<string> Requests { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Clients { get; } = new(StringComparer.Ordinal);

        public CountedTexts Paths { get; } = new(MostPathsNamed + 1);
    }
}
