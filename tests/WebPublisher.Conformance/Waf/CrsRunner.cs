using System.Collections.Concurrent;
using WebPublisher.Conformance.Waf.Ftw;
using WebPublisher.Conformance.Waf.Judging;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf;

/// <summary>Plays tests of rules, several at a time; stages of a test one after another.</summary>
/// <param name="server">What they are played against.</param>
/// <param name="overrides">What is expected of some of them in place of what they say.</param>
internal sealed class CrsRunner(WafServer server, FtwOverrides overrides)
{
    /// <summary>Plays tests.</summary>
    /// <param name="tests">The tests; those that are not enabled are not played.</param>
    /// <param name="lanes">How many are played at a time.</param>
    /// <returns>What came of them, in their order.</returns>
    public async Task<IReadOnlyList<CrsVerdict>> RunAsync(IReadOnlyList<FtwTest> tests, int lanes)
    {
        var verdicts = new CrsVerdict[tests.Count];
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, tests.Count));
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(async _ =>
        {
            while (waiting.TryDequeue(out var next))
            {
                verdicts[next] = tests[next].IsEnabled ? await RunAsync(tests[next]) : new CrsVerdict(tests[next], [], []);
            }
        }));
        return verdicts;
    }

    private async Task<CrsVerdict> RunAsync(FtwTest test)
    {
        var (complaints, answers) = (new List<string>(), new List<WafAnswer>());
        foreach (var stage in test.Stages)
        {
            var expected = overrides.ExpectationOf(test, stage);
            var request = FtwRequest.OctetsOf(stage);
            var answer = await server.AskAsync(request);
            var found = CrsJudge.Complaints(expected, answer);
            if (found.Count > 0 && expected.MayRetry)
            {
                answer = await server.AskAsync(request);
                found = CrsJudge.Complaints(expected, answer);
            }

            complaints.AddRange(found);
            answers.Add(answer);
        }

        return new CrsVerdict(test, complaints, answers);
    }
}
