using System.Globalization;
using WebPublisher.EndToEnd.Tests.Publisher;

namespace WebPublisher.EndToEnd.Tests.Nodes;

/// <summary>
/// Two nodes under mixed load for some minutes: the policy is reloaded each second, every other time with an error in it; the second node is restarted each minute, in turn by
/// SIGTERM and by SIGKILL; the first one never, so that its memory has time to grow. About one core of load, nodes and clients together.
/// </summary>
/// <param name="pair">The nodes.</param>
/// <param name="length">How long.</param>
/// <param name="report">Where lines are told as they come.</param>
internal sealed class Soak(NodePair pair, TimeSpan length, Action<string> report)
{
    /// <summary>MB a minute by which the first node may grow once it is warm, in a run that is long enough to tell.</summary>
    private const double AllowedGrowth = 4;

    /// <summary>Open files that it may have more at the end than at the beginning, on average: connections come and go.</summary>
    private const double AllowedFiles = 40;

    private static readonly TimeSpan s_judged = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly WebLoad _web = new(pair.Balancer, TimeSpan.FromMilliseconds(50));
    private readonly MailLoad _mail = new(pair.Balancer, TimeSpan.FromMilliseconds(150));
    private readonly ProcessTrend _first = new(pair.Nodes[0].Name);
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private int _reloads;
    private int _restarts;
    private int _kills;

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_begun);

    private IEnumerable<LoadCount> Counts => _web.Counts.Concat(_mail.Counts);

    /// <summary>Runs it.</summary>
    /// <returns>What is wrong, a sentence each; nothing when all is well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(_web.RunAsync(4, 2, stop.Token), _mail.RunAsync(4, stop.Token));
        var reloading = ReloadAsync(stop.Token);
        var restarting = RestartAsync(stop.Token);
        report("  minute      good    failed   excused  reloads restarts  NODE1 MB  files");
        var minute = length < TimeSpan.FromMinutes(1) ? length / 2 : TimeSpan.FromMinutes(1);
        for (var next = minute; Elapsed < length;)
        {
            await Task.Delay(s_tick, TimeProvider.System);
            _first.Sample(Elapsed, pair.Nodes[0].Process!.Id);
            if (Elapsed >= next)
            {
                next += minute;
                report(Line());
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(load, reloading, restarting);
        foreach (var node in pair.Nodes)
        {
            // The last one may have been broken, and commands read it.
            node.Write("A");
        }

        return await JudgeAsync();
    }

    private async Task ReloadAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(s_tick, TimeProvider.System, CancellationToken.None);
            var word = (_reloads++ % 4) switch { 1 or 3 => "broken", 0 => "B", _ => "A" };
            foreach (var node in pair.Nodes)
            {
                node.Write(word);
                node.Process?.TrySend(UnixSignal.Hangup);
            }
        }
    }

    private async Task RestartAsync(CancellationToken stop)
    {
        var (node, pause) = (pair.Nodes[1], length < TimeSpan.FromMinutes(2) ? length / 4 : TimeSpan.FromMinutes(1));
        while (true)
        {
            await Task.Delay(pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (_restarts++ % 2 == 0)
            {
                await node.StopAsync();
            }
            else
            {
                _kills++;
                await node.KillAsync();
            }

            // A node that starts by a broken policy does not start: the writer is kept away until it has.
            await node.StartAsync("A");
        }
    }

    private async Task<IReadOnlyList<string>> JudgeAsync()
    {
        var wrong = new List<string>();
        wrong.AddRange(Counts.SelectMany(count => count.Failures));
        wrong.AddRange(Counts.Where(count => count.Good == 0).Select(count => $"no {count.Kind} came through at all"));
        wrong.AddRange(MailAccount.Lost(_mail, pair.Sink).Select(message => $"message {message} got 250 and is lost"));
        wrong.AddRange(MailAccount.Doubled(_mail, pair.Sink).Select(message => $"message {message} is there twice without need"));
        var held = (await pair.Nodes[0].CommandAsync("hold", "list", "--json")).Split("\"id\"").Length - 1;
        if (held < _mail.Held)
        {
            wrong.Add($"{_mail.Held} messages got 250 and were to be held, {held} are");
        }

        var warm = length / 3;
        var (growth, files) = (_first.MegabytesPerMinute(warm), _first.MoreFiles(warm));
        if (length >= s_judged && growth > AllowedGrowth)
        {
            wrong.Add(Invariant($"{_first.Name} grows by {growth:F1} MB a minute"));
        }

        if (files > AllowedFiles)
        {
            wrong.Add(Invariant($"{_first.Name} has {files:F0} files more open than at the beginning"));
        }

        foreach (var node in pair.Nodes)
        {
            await node.StopAsync();
        }

        wrong.AddRange(pair.Nodes.SelectMany(node => node.Complaints.Where(line => !IsExpected(line)).Distinct().Take(10).Select(line => $"{node.Name} logged: {line}")));
        report(Line());
        foreach (var count in Counts)
        {
            report(Invariant($"  {count.Kind,-16} {count.Good,8} good {count.Failed,4} failed {count.Excused,4} lost with a killed node"));
        }

        report(Invariant($"  messages: {_mail.Accepted.Count} got 250, {pair.Sink.Taken.Count} at the inner server, {held} held, {_mail.ComeAgain} told to come again, {_mail.Unanswered.Count} sent and not answered"));
        report(Invariant($"  {_first.Name}: {_first.Megabytes:F0} MB, {growth:+0.0;-0.0} MB a minute after the first third, {files:+0;-0} files; {_reloads} reloads of each node, {_restarts - _kills} restarts by SIGTERM, {_kills} by SIGKILL"));
        report(wrong.Count == 0 ? "  PASSED" : $"  FAILED\n    {string.Join("\n    ", wrong)}");
        return wrong;
    }

    /// <summary>What a policy with an error has to be told of, and connections that went with a killed node.</summary>
    private static bool IsExpected(string line) => !line.Contains(" fail ", StringComparison.Ordinal) && !line.Contains(" crit ", StringComparison.Ordinal)
        || line.Contains(" LivePolicy[", StringComparison.Ordinal);

    private string Line() => Invariant(
        $"  {Elapsed.TotalMinutes,6:F1} {Counts.Sum(c => c.Good),9} {Counts.Sum(c => c.Failed),9} {Counts.Sum(c => c.Excused),9} {_reloads,8} {_restarts,8} {_first.Megabytes,9:F0} {_first.Files,6}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
