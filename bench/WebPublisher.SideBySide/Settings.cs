namespace WebPublisher.SideBySide;

/// <summary>What to compare and for how long.</summary>
internal sealed record Settings
{
    public required IReadOnlyList<string> Peers { get; init; }

    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    public required int Rounds { get; init; }

    public required int Seconds { get; init; }

    public required int WarmUpSeconds { get; init; }

    public required string Baseline { get; init; }

    /// <summary>CPU lists for taskset: the proxy under test, the load generator, the back end.</summary>
    public required string ProxyCores { get; init; }

    public required string LoadCores { get; init; }

    public required string BackEndCores { get; init; }

    public static Settings Parse(string[] args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var arg in args)
        {
            var parts = arg.TrimStart('-').Split('=', 2);
            given[parts[0]] = parts.Length == 2 ? parts[1] : "";
        }

        var two = Environment.ProcessorCount < 4;
        string Take(string name, string otherwise) => given.Remove(name, out var value) ? value : otherwise;
        var settings = new Settings
        {
            Peers = Take("peers", "nginx,haproxy,bare-yarp,webpublisher").Split(','),
            Scenarios = [.. Take("scenarios", string.Join(',', Scenario.All.Select(s => s.Name))).Split(',').Select(Scenario.Named)],
            Rounds = int.Parse(Take("rounds", "5")),
            Seconds = int.Parse(Take("seconds", "8")),
            WarmUpSeconds = int.Parse(Take("warm-up", "10")),
            Baseline = Take("baseline", "nginx"),
            ProxyCores = Take("proxy-cores", two ? "0" : "0,1"),
            LoadCores = Take("load-cores", two ? "1" : "2"),
            BackEndCores = Take("back-end-cores", two ? "1" : "3"),
        };
        return given.Count == 0
            ? settings
            : throw new ArgumentException($"unknown option {string.Join(", ", given.Keys)}; known: peers scenarios rounds seconds warm-up baseline proxy-cores load-cores back-end-cores");
    }
}
