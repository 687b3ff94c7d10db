using System.Diagnostics;
using System.Globalization;
using WebPublisher.SideBySide;
using WebPublisher.SmtpSideBySide.Load;
using WebPublisher.SmtpSideBySide.Peers;

namespace WebPublisher.SmtpSideBySide;

/// <summary>
/// Runs every scenario in interleaved rounds (A B A B ...) and prints medians with min and max, and the ratio of CPU per message to the first peer's in the same
/// round. CPU is what all processes of the proxy used, those that have ended included.
/// </summary>
internal static class Comparison
{
    /// <summary>The port of the name server that agents ask.</summary>
    public const int NamesPort = 21499;

    private const int FirstPort = 21500;

    public static async Task<int> RunAsync(Settings settings)
    {
        await Tool.CheckedAsync("taskset", "-a", "-c", "-p", settings.LoadCores, $"{Environment.ProcessId}");
        using var names = new NameServer(NamesPort);
        using var sink = new InnerSink(FirstPort);
        var bench = await Bench.PrepareAsync();
        if (settings.Idle > 0)
        {
            foreach (var (name, tls) in settings.Peers.SelectMany(name => new[] { (name, false), (name, true) }))
            {
                // A process of its own for each: what an earlier one took is not given back at once.
                await using var peer = await Peer.StartAsync(bench, name, FirstPort + 1, FirstPort, settings.ProxyCores);
                await IdleSessions.MeasureAsync(peer, settings.Idle, tls);
            }

            return 0;
        }

        var peers = new List<Peer>();
        try
        {
            foreach (var name in settings.Peers)
            {
                peers.Add(await Peer.StartAsync(bench, name, FirstPort + 1 + peers.Count, FirstPort, settings.ProxyCores));
            }

            foreach (var scenario in settings.Scenarios)
            {
                await CompareAsync(scenario, peers, sink, settings);
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

    private static async Task CompareAsync(Scenario scenario, List<Peer> peers, InnerSink sink, Settings settings)
    {
        foreach (var peer in peers)
        {
            await MailLoad.RunAsync(peer.Port, scenario, settings.Clients, settings.WarmUp);
        }

        var rounds = new List<Measurement[]>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            var measured = new Measurement[peers.Count];
            for (var index = 0; index < peers.Count; index++)
            {
                measured[index] = await MeasureAsync(scenario, peers[index], sink, settings);
            }

            rounds.Add(measured);
        }

        Print(scenario, peers, rounds);
    }

    private static async Task<Measurement> MeasureAsync(Scenario scenario, Peer peer, InnerSink sink, Settings settings)
    {
        var arrived = sink.Messages;
        var before = peer.Process.CpuSeconds;
        var clock = Stopwatch.GetTimestamp();
        var accepted = await MailLoad.RunAsync(peer.Port, scenario, settings.Clients, settings.Messages);
        var seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds;

        // Processes still take leave of the last clients.
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        var cpu = peer.Process.CpuSeconds - before;
        return sink.Messages - arrived == accepted
            ? new Measurement(accepted / seconds, cpu / accepted * 1000, settings.Messages - accepted)
            : throw new InvalidOperationException($"{peer.Name} accepted {accepted} messages, of which {sink.Messages - arrived} arrived");
    }

    private static void Print(Scenario scenario, List<Peer> peers, List<Measurement[]> rounds)
    {
        Console.WriteLine($"\n{scenario.Name} ({rounds.Count} interleaved rounds)\n| peer | messages/s | CPU s per 1,000 | ratio to {peers[0].Name} | messages/s to {peers[0].Name} | failures |\n|---|---|---|---|---|---|");
        for (var index = 0; index < peers.Count; index++)
        {
            var own = rounds.ConvertAll(round => round[index]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {peers[index].Name} | {Spread(own.Select(m => m.PerSecond), "F0")} | {Spread(own.Select(m => m.CpuPerThousand), "F3")} | {Spread(rounds.Select(round => round[index].CpuPerThousand / round[0].CpuPerThousand), "F2")} | {Spread(rounds.Select(round => round[index].PerSecond / round[0].PerSecond), "F2")} | {own.Sum(m => m.Failures)} |"));
        }
    }

    /// <summary>Median, least and most.</summary>
    private static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToList();
        string Show(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Show(sorted[sorted.Count / 2])} ({Show(sorted[0])}..{Show(sorted[^1])})";
    }
}
