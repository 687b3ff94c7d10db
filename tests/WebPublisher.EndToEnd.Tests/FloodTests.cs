using System.Globalization;
using System.Net.Security;
using WebPublisher.EndToEnd.Tests.Floods;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>
/// Clients that only make work or hold places. Each flood is cut within what is a second on a machine with nothing else to do, or costs next to nothing; nobody else notices.
/// What time is on this machine is said by requests to another publisher, which are made at the same time as those to the one that is flooded.
/// </summary>
[Collection(Measuring.Collection)]
public sealed class FloodTests(FloodedEdge edge, ITestOutputHelper output) : IClassFixture<FloodedEdge>
{
    private const long AllowedGrowth = 32L * 1024 * 1024;

    // A pair of requests, one to each publisher, and the pause behind it are a sixteenth of a second where nothing else runs.
    private const int PairsInASecond = 16;
    private const int FewestPairs = 8;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // More than what the same request takes meanwhile where nobody floods. Two cores that the flood, its client and the publisher share make one of them wait now and then.
    private static readonly TimeSpan s_usual = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_seldom = TimeSpan.FromSeconds(1);

    private int _pairs;

    public static TheoryData<string> NamesOfNoise => [.. Flood.All.Where(flood => !flood.Asks).Select(flood => flood.Name)];

    public static TheoryData<string> Stalls => [.. Flood.Stalls.Select(flood => flood.Name)];

    public static TheoryData<string> Names => [.. Flood.All.Select(flood => flood.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_flood_is_cut_while_others_ask_a_few_times(string name)
    {
        var flood = Flood.All.Single(f => f.Name == name);
        var cuts = new List<int?>();
        await WatchAsync(name, s_patience, async timeIsUp => cuts.AddRange(await Task.WhenAll(Enumerable.Range(0, flood.Connections).Select(async _ =>
        {
            var before = _pairs;
            return await HostileClient.FloodAsync(edge, flood, timeIsUp) is null ? (int?)null : _pairs - before;
        }))));

        output.WriteLine($"cut after {cuts.Max()} pairs of requests");
        Assert.All(cuts, cut => Assert.True(cut < PairsInASecond, $"cut after {cut} pairs of requests"));
    }

    [Theory]
    [MemberData(nameof(NamesOfNoise))]
    [Trait("Category", "Slow")]
    public Task Clients_that_come_back_for_ten_seconds_are_not_noticed(string name)
    {
        var flood = Flood.All.Single(f => f.Name == name);
        return WatchAsync(name, TimeSpan.FromSeconds(10), async timeIsUp => await Task.WhenAll(Enumerable.Range(0, flood.Connections).Select(async _ =>
        {
            while (!timeIsUp.IsCancellationRequested)
            {
                await HostileClient.FloodAsync(edge, flood, timeIsUp);
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None);
            }
        })));
    }

    [Fact]
    public Task Two_hundred_slow_headers_cost_nothing() => HoldAsync(200, "GET /slow HTTP/1.1\r\nHost: mail.example.test\r\n", "X-A: b\r\n", TimeSpan.FromSeconds(2));

    [Fact]
    public Task Two_hundred_slow_bodies_cost_nothing() =>
        HoldAsync(200, "POST /slow HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 100000\r\n\r\n", "A", TimeSpan.FromSeconds(2));

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Slow_headers_and_bodies_are_cut_after_their_time()
    {
        Assert.Equal(20, await HoldAsync(20, "GET /slow HTTP/1.1\r\nHost: mail.example.test\r\n", "X-A: b\r\n", TimeSpan.FromSeconds(20)));
        Assert.Equal(20, await HoldAsync(20, "POST /slow HTTP/1.1\r\nHost: mail.example.test\r\nContent-Length: 100000\r\n\r\n", "A", TimeSpan.FromSeconds(12)));
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task Answers_that_find_no_room_are_given_up_after_seconds(string name)
    {
        var stall = Flood.Stalls.Single(f => f.Name == name);
        TimeSpan? cut = null;
        var before = await edge.CutsAsync("WithheldWindow");
        await WatchAsync(name, s_patience, async timeIsUp => cut = await HostileClient.FloodAsync(edge, stall, timeIsUp));

        // Seconds are for the machine to lengthen. What gives an answer up after minutes, or by another rule, is not this.
        Assert.InRange(cut ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal(before + 1, await edge.CutsAsync("WithheldWindow"));
    }

    /// <summary>Opens connections that begin a request and add a piece to it each second.</summary>
    /// <returns>How many of them were cut.</returns>
    private async Task<int> HoldAsync(int count, string beginning, string piece, TimeSpan lasting)
    {
        var held = new List<SslStream>();
        for (var i = 0; i < count; i++)
        {
            held.Add(await edge.ConnectAsync(SslApplicationProtocol.Http11));
            await held[i].WriteAsync(System.Text.Encoding.ASCII.GetBytes(beginning));
        }

        var ended = held.Select(EndAsync).ToList();
        await WatchAsync($"{count} times {beginning[..4]}", lasting, async timeIsUp =>
        {
            while (!timeIsUp.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
                foreach (var tls in held.Where((_, i) => !ended[i].IsCompleted))
                {
                    try
                    {
                        await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes(piece), CancellationToken.None);
                    }
                    catch (IOException)
                    {
                        // It was cut just now.
                    }
                }
            }
        });

        var cut = ended.Count(end => end.IsCompleted);
        await Task.WhenAll(held.Select(tls => tls.DisposeAsync().AsTask()));
        return cut;

        static async Task EndAsync(SslStream tls)
        {
            try
            {
                while (await tls.ReadAsync(new byte[1024]) > 0)
                {
                }
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // An end as well.
            }
        }
    }

    /// <summary>Looks at how somebody else is served meanwhile, and at what it costs, until it is over or the time is up.</summary>
    private async Task WatchAsync(string name, TimeSpan lasting, Func<CancellationToken, Task> run)
    {
        var (memory, processor) = (edge.Process.ResidentBytes, edge.Process.ProcessorTime);
        using var timeIsUp = new CancellationTokenSource(lasting, TimeProvider.System);
        var running = run(timeIsUp.Token);
        var (highest, times, quiet) = (memory, new List<TimeSpan>(), new List<TimeSpan>());
        while (!timeIsUp.IsCancellationRequested && !(running.IsCompleted && times.Count >= FewestPairs))
        {
            // At once: whatever else the machine does meanwhile befalls both.
            var (asked, inPeace) = (edge.AskAsync(), edge.AskQuietAsync());
            times.Add(await asked);
            quiet.Add(await inPeace);
            Interlocked.Increment(ref _pairs);
            highest = Math.Max(highest, edge.Process.ResidentBytes);
            await Task.Delay(s_pause, TimeProvider.System);
        }

        await running;
        times.Sort();
        quiet.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: median {times[times.Count / 2].TotalMilliseconds:0.0} ms, longest {times[^1].TotalMilliseconds:0.0} ms of {times.Count}, in peace {quiet[quiet.Count / 2].TotalMilliseconds:0.0} and {quiet[^1].TotalMilliseconds:0.0} ms, {(edge.Process.ProcessorTime - processor).TotalSeconds:0.00} s of processor time, {(highest - memory) >> 10} KiB more"));
        Assert.True(times[times.Count / 2] < (2 * quiet[quiet.Count / 2]) + s_usual, $"half of all legitimate requests took {times[times.Count / 2]} and longer, in peace {quiet[quiet.Count / 2]}");
        Assert.True(times[^1] < (2 * quiet[^1]) + s_seldom, $"a legitimate request took {times[^1]}, in peace {quiet[^1]} at most");
        Assert.True(highest - memory < AllowedGrowth, $"memory grew by {(highest - memory) >> 10} KiB");
    }
}
