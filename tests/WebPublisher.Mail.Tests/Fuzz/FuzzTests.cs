using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace WebPublisher.Mail.Tests.Fuzz;

/// <summary>
/// 100,000 damaged inputs with every test run; as many as WEBPUBLISHER_FUZZ says when it is set, for instance
/// <c>WEBPUBLISHER_FUZZ=10000000 dotnet test -c Release --filter FuzzTests</c>.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Shards = 8;
    private const long MostGrowth = 16 << 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task No_input_throws_hangs_or_makes_memory_grow()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("WEBPUBLISHER_FUZZ") ?? "100000", CultureInfo.InvariantCulture);
        Run(0, 10_000 / Shards);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();

        var shards = Enumerable.Range(0, Shards).Select(shard => Task.Run(() => Run((ulong)shard, count / Shards))).ToArray();
        var longest = (await Task.WhenAll(shards).WaitAsync(TimeSpan.FromHours(2))).Max();

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{count} inputs in {watch.Elapsed}, the slowest in {longest.TotalMilliseconds:0.0} ms, memory grew by {growth / 1024} KiB");
        Assert.True(growth < MostGrowth, $"memory grew by {growth} octets");
        Assert.True(longest < s_longest, $"one input took {longest}");
    }

    private static TimeSpan Run(ulong seed, int count)
    {
        var fuzzer = new MutationalFuzzer(FuzzCorpus.All, seed);
        var targets = new FuzzTargets();
        var longest = TimeSpan.Zero;
        for (var index = 0; index < count; index++)
        {
            var input = fuzzer.Next();
            var start = Stopwatch.GetTimestamp();
            try
            {
                targets.Run(input, fuzzer.Choose(input.Length + 1));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, input {index}: {Encoding.Latin1.GetString(input.Span)}", exception);
            }

            var elapsed = Stopwatch.GetElapsedTime(start);
            longest = elapsed > longest ? elapsed : longest;
        }

        return longest;
    }
}
