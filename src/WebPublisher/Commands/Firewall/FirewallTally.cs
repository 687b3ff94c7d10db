namespace WebPublisher.Commands.Firewall;

/// <summary>Adds up what a log tells of the web application firewall.</summary>
internal sealed class FirewallTally
{
    private const int MostRules = 10_000;
    private const int MostRequests = 2_000_000;

    private readonly Dictionary<long, RuleTally> _rules = [];
    private readonly ExclusionTally _exclusions = new();
    private readonly HashSet<string> _requests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _detected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _blocked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _clients = new(StringComparer.Ordinal);
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;
    private int _matches;

    /// <summary>Adds a match.</summary>
    public void Add(FirewallLogEntry entry)
    {
        _matches++;
        _from = _from is null || entry.Time < _from ? entry.Time ?? _from : _from;
        _to = _to is null || entry.Time > _to ? entry.Time ?? _to : _to;
        AddTo(_requests, entry.Reference);
        if (entry.IsCondemned)
        {
            AddTo(entry.Verdict == "Blocked" ? _blocked : _detected, entry.Reference);
            AddTo(_clients, entry.Client);
        }

        if (!_rules.TryGetValue(entry.RuleId, out var rule))
        {
            if (_rules.Count == MostRules)
            {
                return;
            }

            _rules.Add(entry.RuleId, rule = new RuleTally(entry.RuleId));
        }

        rule.Add(entry);
        _exclusions.Add(entry);
    }

    /// <summary>What there is to tell.</summary>
    /// <param name="rules">How many rules at most.</param>
    /// <param name="each">How many clients, paths and variables of each at most.</param>
    /// <param name="clients">From how many clients' requests on an exclusion is suggested.</param>
    public FirewallReport Report(int rules, int each, int clients) => new(
        _from,
        _to,
        _matches,
        _requests.Count,
        _detected.Count,
        _blocked.Count,
        _clients.Count,
        [.. _rules.Values.Select(rule => rule.Report(each)).OrderByDescending(rule => rule.Condemned).ThenByDescending(rule => rule.Hits).ThenBy(rule => rule.Id).Take(rules)],
        Math.Max(0, _rules.Count - rules),
        _exclusions.Suggest(clients));

    private static void AddTo(HashSet<string> set, string text)
    {
        if (set.Count < MostRequests)
        {
            set.Add(text);
        }
    }
}
