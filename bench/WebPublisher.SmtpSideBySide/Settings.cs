namespace WebPublisher.SmtpSideBySide;

/// <summary>What to compare and how long.</summary>
internal sealed record Settings
{
    public required IReadOnlyList<string> Peers { get; init; }

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required int Rounds { get; init; }

    /// <summary>Messages of a round.</summary>
    public required int Messages { get; init; }

    /// <summary>Messages sent to each peer before the first round of a scenario. So many, because the runtime compiles what is hot a second and a third time.</summary>
    public required int WarmUp { get; init; }

    /// <summary>Clients at once.</summary>
    public required int Clients { get; init; }

    /// <summary>With more than 0, only this is measured: the memory of so many sessions that have said EHLO and wait.</summary>
    public required int Idle { get; init; }

    /// <summary>CPU lists for taskset: the proxy under test; clients and inner server.</summary>
    public required string ProxyCores { get; init; }

    public required string LoadCores { get; init; }

    public static Settings Parse(string[] args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var arg in args)
        {
            var parts = arg.TrimStart('-').Split('=', 2);
            given[parts[0]] = parts.Length == 2 ? parts[1] : "";
        }

        var few = Environment.ProcessorCount < 4;
        string Take(string name, string otherwise) => given.Remove(name, out var value) ? value : otherwise;
        var settings = new Settings
        {
            Peers = Take("peers", "postfix,webpublisher").Split(','),
            Scenarios = [.. Take("scenarios", string.Join(',', Scenario.All.Select(s => s.Name))).Split(',').Select(Scenario.Named)],
            Rounds = int.Parse(Take("rounds", "5")),
            Messages = int.Parse(Take("messages", "4000")),
            WarmUp = int.Parse(Take("warm-up", "30000")),
            Clients = int.Parse(Take("clients", "20")),
            Idle = int.Parse(Take("idle", "0")),
            ProxyCores = Take("proxy-cores", few ? "0" : "0,1"),
            LoadCores = Take("load-cores", few ? "1" : "2,3"),
        };
        return given.Count == 0
            ? settings
            : throw new ArgumentException($"unknown option {string.Join(", ", given.Keys)}; known: peers scenarios rounds messages warm-up clients idle proxy-cores load-cores");
    }
}
