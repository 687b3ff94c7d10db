namespace WebPublisher.Commands.Firewall;

/// <summary>What a log tells of one firewall rule.</summary>
/// <param name="id">The rule.</param>
internal sealed class RuleTally(long id)
{
    private const int MostTexts = 1_000;
    private const int MostClients = 100_000;
    private const int MostSamples = 3;

    private readonly HashSet<string> _condemned = new(StringComparer.Ordinal);
    private readonly CountedTexts _clients = new(MostClients);
    private readonly CountedTexts _paths = new(MostTexts);
    private readonly CountedTexts _variables = new(MostTexts);
    private readonly CountedTexts _sections = new(MostTexts);
    private readonly List<string> _samples = [];
    private string _message = "";
    private string _severity = "";
    private int _hits;

    /// <summary>Adds a match.</summary>
    public void Add(FirewallLogEntry entry)
    {
        _hits++;
        _message = entry.Message;
        _severity = entry.Severity;
        if (entry.IsCondemned)
        {
            _condemned.Add(entry.Reference);
        }

        _clients.Add(entry.Client);
        _paths.Add(entry.Path);
        _sections.Add(SectionName.Of(entry.Rule, entry.Section));
        if (entry.Variable.Length > 0)
        {
            _variables.Add(entry.Variable);
        }

        if (_samples.Count < MostSamples && entry.Value.Length > 0 && !_samples.Contains(entry.Value, StringComparer.Ordinal))
        {
            _samples.Add(entry.Value);
        }
    }

    /// <summary>What there is to tell.</summary>
    /// <param name="most">How many clients, paths and variables at most.</param>
    public RuleReport Report(int most) =>
        new(id, _message, _severity, _hits, _condemned.Count, _clients.Count, _clients.Top(most), _sections.Top(most), _paths.Top(most), _variables.Top(most), _samples);
}
