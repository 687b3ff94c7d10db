using System.Globalization;
using System.Net.Security;
using WebPublisher.EndToEnd.Tests.Floods;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Clients that only make work or hold places. Each flood is cut within a second, or costs next to nothing; nobody else notices.</summary>
public sealed class FloodTests(FloodedEdge edge, ITestOutputHelper output) : IClassFixture<FloodedEdge>
{
    private const long AllowedGrowth = 32L * 1024 * 1024;

    // A user's request takes some milliseconds. Two cores that the flood, its client and the publisher share make one of them wait now and then.
    private static readonly TimeSpan s_usual = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_seldom = TimeSpan.FromSeconds(1);

    public static TheoryData<string> NamesOfNoise => [.. Flood.All.Where(flood => !flood.Asks).Select(flood => flood.Name)];

    public static TheoryData<string> Stalls => [.. Flood.Stalls.Select(flood => flood.Name)];

    public static TheoryData<string> Names => [.. Flood.All.Select(flood => flood.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_flood_is_cut_within_a_second(string name)
    {
        var flood = Flood.All.Single(f => f.Name == name);
        var cuts = new List<TimeSpan?>();
        await WatchAsync(name, TimeSpan.FromSeconds(1), async timeIsUp =>
            cuts.AddRange(await Task.WhenAll(Enumerable.Range(0, flood.Connections).Select(_ => HostileClient.FloodAsync(edge, flood, timeIsUp)))));

        Assert.All(cuts, cut => Assert.True(cut < TimeSpan.FromSeconds(1), $"cut after {cut}"));
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
        await WatchAsync(name, TimeSpan.FromSeconds(6), async timeIsUp => cut = await HostileClient.FloodAsync(edge, stall, timeIsUp));

        Assert.InRange(cut ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6));
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

    /// <summary>Looks at how somebody else is served meanwhile, and at what it costs.</summary>
    private async Task WatchAsync(string name, TimeSpan lasting, Func<CancellationToken, Task> run)
    {
        var (memory, processor) = (edge.Process.ResidentBytes, edge.Process.ProcessorTime);
        using var timeIsUp = new CancellationTokenSource(lasting, TimeProvider.System);
        var running = run(timeIsUp.Token);
        var (highest, times) = (memory, new List<TimeSpan>());
        while (!timeIsUp.IsCancellationRequested)
        {
            times.Add(await edge.AskAsync());
            highest = Math.Max(highest, edge.Process.ResidentBytes);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        await running;
        times.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: median {times[times.Count / 2].TotalMilliseconds:0.0} ms, longest {times[^1].TotalMilliseconds:0.0} ms of {times.Count}, {(edge.Process.ProcessorTime - processor).TotalSeconds:0.00} s of processor time, {(highest - memory) >> 10} KiB more"));
        Assert.True(times[times.Count / 2] < s_usual, $"half of all legitimate requests took {times[times.Count / 2]} and longer");
        Assert.True(times[^1] < s_seldom, $"a legitimate request took {times[^1]}");
        Assert.True(highest - memory < AllowedGrowth, $"memory grew by {(highest - memory) >> 10} KiB");
    }
}
