using System.Diagnostics;
using System.Text;
using WebPublisher.Waf.Tests.Bodies;

namespace WebPublisher.Waf.Tests.Hostile;

/// <summary>Requests that are made to be expensive or to break something are judged like others: within bounds, and with something in the log.</summary>
public sealed class HostileRequestTests
{
    /// <summary>Far above the time budget of a transaction, so that a slow machine does not fail and a rule without bounds does.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    // Blocks of the arena and buffers come from pools; what is allocated beyond them, and by the pools the first time, stays below this.
    private const long MostMemory = 160L * 1024 * 1024;

    // Large, and nothing else.
    private static readonly string[] Harmless = ["nothing odd", "a megabyte of one letter", "200 KB of base64", "10,000 cookies"];

    public static TheoryData<string> Names => new(HostileRequest.All.Select(request => request.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_judged_within_bounds(string name)
    {
        var request = HostileRequest.All.First(request => request.Name == name);
        _ = HostileRequest.All[0].Judge(DebianRules.Rules);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var begin = Stopwatch.GetTimestamp();

        var (matches, isOverBudget) = request.Judge(DebianRules.Rules);

        var elapsed = Stopwatch.GetElapsedTime(begin);
        Assert.InRange(elapsed, TimeSpan.Zero, MostTime);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, MostMemory);
        Assert.Equal(isOverBudget || !Harmless.Contains(name), matches.Any(match => match.IsLogged));
    }

    [Fact]
    public void Random_requests_are_judged_without_an_exception()
    {
        var random = new Random(20260101);
        var samples = HostileRequest.All.Where(request => request.Body is { Length: < 200_000 } || request.Target.Length is > 1 and < 1000).ToArray();
        for (var i = 0; i < 300; i++)
        {
            _ = Mutated(samples[random.Next(samples.Length)], random).Judge(DebianRules.Rules);
        }
    }

    internal static HostileRequest Mutated(HostileRequest request, Random random)
    {
        const int Most = 3000;
        var body = request.Body is null ? null : Mutate(request.Body[..Math.Min(request.Body.Length, Most)], random);
        return new HostileRequest(
            request.Name, Mutate(request.Target[..Math.Min(request.Target.Length, Most)], random), [.. request.Headers.Take(20).Select(h => (Mutate(h.Name, random), Mutate(h.Value[..Math.Min(h.Value.Length, Most)], random)))], body);
    }

    private static string Mutate(string text, Random random) => Encoding.Latin1.GetString(Mutation.Of(Encoding.Latin1.GetBytes(text), random));
}
