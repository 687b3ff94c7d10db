using System.Globalization;
using System.Text;

namespace WebPublisher.WafSideBySide;

/// <summary>
/// Judges every request by every rule set in interleaved rounds (A B A B ...) and prints the median CPU of a transaction with least and most, and the median of the
/// rounds' ratios. First it asks both engines which rules matched.
/// </summary>
internal static class Comparison
{
    // Rules 980000 to 980999 only sum up, and libmodsecurity3 tells of no rule that is kept out of its audit log.
    private const int FamilySize = 1000;
    private const int Reports = 980;

    public static int Run(Settings settings)
    {
        var directory = Directory.CreateTempSubdirectory("waf-bench-");
        try
        {
            using Peer first = new LibModSecurity(settings.Peer);
            using Peer second = new ManagedEngine();
            Peer[] peers = [first, second];
            var rules = settings.Paranoia.Select(level => Load(peers, peer => peer.LoadRules, Write(directory, $"paranoia-{level}.conf", RuleFiles.Text(settings.EngineFile, settings.SetupFile, settings.RulesDirectory, level)))).ToList();
            var requests = settings.Scenarios.Select(scenario => Load(peers, peer => peer.LoadRequest, Write(directory, $"{scenario.Name}.http", scenario.Request))).ToList();
            Console.WriteLine("| paranoia | request | bytes | libmodsecurity3 µs | WebPublisher.Waf µs | ratio | allocated bytes | ids |\n|---|---|---|---|---|---|---|---|");
            var areSame = true;
            for (var level = 0; level < rules.Count; level++)
            {
                for (var scenario = 0; scenario < requests.Count; scenario++)
                {
                    Console.Write($"| {settings.Paranoia[level]} | {settings.Scenarios[scenario].Title} | {settings.Scenarios[scenario].Request.Length} ");
                    areSame &= Compare(settings, peers, rules[level], requests[scenario]);
                }
            }

            return areSame ? 0 : 1;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Write(DirectoryInfo directory, string name, string text)
    {
        var path = Path.Combine(directory.FullName, name);
        File.WriteAllText(path, text, Encoding.Latin1);
        return path;
    }

    private static int Load(Peer[] peers, Func<Peer, Func<string, int>> load, string path)
    {
        var numbers = peers.Select(peer => load(peer)(path)).Distinct().ToList();
        return numbers.Count == 1 ? numbers[0] : throw new InvalidOperationException($"{path} has different numbers");
    }

    private static bool Compare(Settings settings, Peer[] peers, int rules, int request)
    {
        var perTransaction = peers.Select(peer => WarmUp(settings, peer, rules, request)).ToList();
        var rounds = new List<double[]>();
        var allocated = 0L;
        for (var round = 0; round < settings.Rounds; round++)
        {
            rounds.Add([.. peers.Select((peer, index) =>
            {
                var count = Math.Max(1, (long)(settings.Slice.TotalSeconds / perTransaction[index]));
                var cost = peer.Run(rules, request, count);
                allocated = cost.Allocated / count;
                return cost.Cpu.TotalMicroseconds / count;
            })]);
        }

        var ids = peers.Select(peer => peer.Ids(rules, request).Where(id => id / FamilySize != Reports).ToList()).ToList();
        var isSame = ids[0].SequenceEqual(ids[1]);
        var shown = isSame ? Join(ids[0]) : $"DIFFER: {Join(ids[0])} / {Join(ids[1])}";
        Console.WriteLine($"| {Spread(rounds.Select(r => r[0]), "F0")} | {Spread(rounds.Select(r => r[1]), "F1")} | {Spread(rounds.Select(r => r[0] / r[1]), "F1")} | {allocated} | {shown} |");
        return isSame;
    }

    private static string Join(List<long> ids) => ids.Count == 0 ? "none" : string.Join(' ', ids);

    /// <summary>Runs a peer until it has spent its warm-up, in growing steps.</summary>
    /// <returns>Seconds of a transaction in the last step.</returns>
    private static double WarmUp(Settings settings, Peer peer, int rules, int request)
    {
        var spent = TimeSpan.Zero;
        for (var count = 1L; ; count *= 2)
        {
            var step = peer.Run(rules, request, count).Cpu;
            spent += step;
            if (spent >= settings.WarmUp)
            {
                return step.TotalSeconds / count;
            }
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
