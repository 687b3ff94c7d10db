namespace WebPublisher.WafSideBySide;

/// <summary>What to compare and how long.</summary>
internal sealed record Settings
{
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>Paranoia levels, a rule set for each.</summary>
    public required IReadOnlyList<int> Paranoia { get; init; }

    public required int Rounds { get; init; }

    /// <summary>How long a peer runs in a round, roughly.</summary>
    public required TimeSpan Slice { get; init; }

    /// <summary>How long each peer runs a scenario before the first round: the runtime compiles what is hot a second and a third time.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>The compiled peer.c.</summary>
    public required string Peer { get; init; }

    /// <summary>Settings of the engines, the same file for both.</summary>
    public required string EngineFile { get; init; }

    /// <summary>The rule set: its setup file and the directory of its rules.</summary>
    public required string SetupFile { get; init; }

    public required string RulesDirectory { get; init; }

    public static Settings Parse(string[] args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var arg in args)
        {
            var parts = arg.TrimStart('-').Split('=', 2);
            given[parts[0]] = parts.Length == 2 ? parts[1] : "";
        }

        string Take(string name, string otherwise) => given.Remove(name, out var value) ? value : otherwise;
        TimeSpan TakeSeconds(string name, string otherwise) => TimeSpan.FromSeconds(double.Parse(Take(name, otherwise)));
        var settings = new Settings
        {
            Scenarios = [.. Take("scenarios", string.Join(',', Scenario.All.Select(s => s.Name))).Split(',').Select(Scenario.Named)],
            Paranoia = [.. Take("paranoia", "1,2").Split(',').Select(int.Parse)],
            Rounds = int.Parse(Take("rounds", "5")),
            Slice = TakeSeconds("seconds", "1"),
            WarmUp = TakeSeconds("warm-up", "4"),
            Peer = Take("peer", ""),
            EngineFile = Take("engine", ""),
            SetupFile = Take("setup", RuleFiles.SetupFile),
            RulesDirectory = Take("rules", RuleFiles.RulesDirectory),
        };
        return given.Count == 0
            ? settings
            : throw new ArgumentException($"unknown option {string.Join(", ", given.Keys)}; known: scenarios paranoia rounds seconds warm-up peer engine setup rules");
    }
}
