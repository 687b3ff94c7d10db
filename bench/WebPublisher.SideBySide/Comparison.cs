using System.Globalization;
using WebPublisher.SideBySide.Load;
using WebPublisher.SideBySide.Peers;

namespace WebPublisher.SideBySide;

/// <summary>
/// Runs every scenario in interleaved rounds (A B C, A B C, ...) and prints medians with min and max, and the ratio of CPU per request to the baseline's in
/// the same round. CPU is what the proxy's process tree used, so that a saturated load generator does not flatter anybody.
/// </summary>
internal static class Comparison
{
    private const int FirstPort = 21400;

    public static async Task<int> RunAsync(Settings settings)
    {
        var bench = await Bench.PrepareAsync();
        await using var backEnd = await Peer.StartAsync(bench, "back-end", FirstPort, FirstPort, settings.BackEndCores);
        var peers = new List<Peer>();
        try
        {
            foreach (var name in settings.Peers)
            {
                peers.Add(await Peer.StartAsync(bench, name, FirstPort + 1 + peers.Count, FirstPort, settings.ProxyCores));
            }

            foreach (var scenario in settings.Scenarios)
            {
                foreach (var peer in peers)
                {
                    await scenario.Run(Target(peer, settings, settings.WarmUpSeconds));
                }

                var rounds = new List<Dictionary<string, Measurement>>();
                for (var round = 0; round < settings.Rounds; round++)
                {
                    var measured = new Dictionary<string, Measurement>(StringComparer.Ordinal);
                    foreach (var peer in peers)
                    {
                        measured[peer.Name] = await MeasureAsync(scenario, peer, settings);
                    }

                    rounds.Add(measured);
                }

                Print(scenario, peers, rounds, settings.Baseline);
            }
        }
        finally
        {
            foreach (var peer in peers)
            {
                await peer.DisposeAsync();
            }
        }

        return 0;
    }

    private static LoadTarget Target(Peer peer, Settings settings, int seconds) => new(peer.Port, seconds, settings.LoadCores, settings.BackEndCores);

    private static async Task<Measurement> MeasureAsync(Scenario scenario, Peer peer, Settings settings)
    {
        var before = peer.Process.CpuSeconds;
        var result = await scenario.Run(Target(peer, settings, settings.Seconds));
        return new Measurement(result.PerSecond, (peer.Process.CpuSeconds - before) / result.Requests * 10_000, peer.Process.PeakMegabytes, result.Errors);
    }

    private static void Print(Scenario scenario, List<Peer> peers, List<Dictionary<string, Measurement>> rounds, string baseline)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{scenario.Name} ({rounds.Count} interleaved rounds)"));
        Console.WriteLine("| peer | requests/s | CPU s per 10,000 | ratio to baseline (min..max) | peak MB | errors |\n|---|---|---|---|---|---|");
        foreach (var name in peers.Select(p => p.Name))
        {
            var own = rounds.ConvertAll(r => r[name]);
            var ratios = rounds.Where(r => r.ContainsKey(baseline)).Select(r => r[name].CpuPer10K / r[baseline].CpuPer10K).Order().ToList();
            var ratio = ratios.Count == 0 ? "-" : $"{Median(ratios):F2} ({ratios[0]:F2}..{ratios[^1]:F2})";
            Console.WriteLine(
                $"| {name} | {Median(own.Select(m => m.PerSecond)):F0} | {Median(own.Select(m => m.CpuPer10K)):F3} | {ratio} | {own.Max(m => m.PeakMegabytes):F0} | {own.Sum(m => m.Errors)} |");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
