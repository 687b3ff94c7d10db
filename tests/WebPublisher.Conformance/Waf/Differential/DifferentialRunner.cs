using System.Collections.Concurrent;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>Sends requests to two servers, several at a time.</summary>
internal static class DifferentialRunner
{
    private const int Lanes = 8;

    /// <summary>Sends them.</summary>
    /// <returns>What was said of each, in their order.</returns>
    public static async Task<IReadOnlyList<Comparison>> RunAsync(WafServer theirs, WafServer ours, IReadOnlyList<byte[]> requests)
    {
        var comparisons = new Comparison[requests.Count];
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, requests.Count));
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            while (waiting.TryDequeue(out var next))
            {
                var (there, here) = (theirs.AskAsync(requests[next]), ours.AskAsync(requests[next]));
                comparisons[next] = new Comparison(requests[next], await there, await here);
            }
        }));
        return comparisons;
    }
}
