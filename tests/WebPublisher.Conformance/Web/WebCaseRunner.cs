using System.Collections.Concurrent;
using System.Collections.Immutable;
using WebPublisher.Conformance.Web.Cases;
using WebPublisher.Conformance.Web.Judging;
using WebPublisher.Conformance.Web.Product;
using WebPublisher.Conformance.Web.Talking;

namespace WebPublisher.Conformance.Web;

/// <summary>Plays cases, as many at a time as there are lanes: the request, then the request of another client that must not notice it.</summary>
internal sealed class WebCaseRunner(ImmutableArray<WebLane> lanes)
{
    // What is forwarded for sure is answered for sure. Otherwise an answer may never come: the publisher waits for more as well.
    private static readonly TimeSpan s_sureSilence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_silence = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_total = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_largeTotal = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(10);
    private const int Large = 1024 * 1024;

    private static readonly Judge s_judge = new(WebProductPolicy.OwnField);
    private static int s_marks;

    /// <summary>Plays cases.</summary>
    /// <returns>What came of them, in their order.</returns>
    public async Task<IReadOnlyList<CaseVerdict>> RunAsync(IReadOnlyList<WebCase> cases)
    {
        var verdicts = new CaseVerdict[cases.Count];
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(0, cases.Count));
        await Task.WhenAll(lanes.Select(async lane =>
        {
            while (waiting.TryDequeue(out var next))
            {
                verdicts[next] = await RunAsync(cases[next], lane);
            }
        }));
        return verdicts;
    }

    private static async Task<CaseVerdict> RunAsync(WebCase one, WebLane lane)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var mark = $"k{Interlocked.Increment(ref s_marks)}x";
        var victimMark = $"v{Interlocked.Increment(ref s_marks)}x";
        lane.FrontEnd.Clear();

        // 1. The case.
        var (heard, isClosed) = await AskAsync(one, mark, lane.Port);

        // 2. Somebody else.
        var victim = await AskAsVictimAsync(victimMark, lane.Port);

        // 3. What reached the front end by then.
        await Task.Delay(s_settle, TimeProvider.System);
        var findings = s_judge.Findings(new Played(one, mark, heard, isClosed, victimMark, victim, lane.FrontEnd.Recorded()));
        return new CaseVerdict(one, findings, heard.Statuses, TimeProvider.System.GetElapsedTime(begun));
    }

    private static async Task<(Heard Heard, bool IsClosed)> AskAsync(WebCase one, string mark, int port)
    {
        var serverName = one.Requirements.ServerName ?? WebProductPolicy.PublishedName;
        var silence = one.Expectation == Expectation.Forward ? s_sureSilence : s_silence;
        try
        {
            if (one.Raw is null)
            {
                var answer = await Http2Client.AskAsync(port, serverName, one, mark, silence, s_total);
                return (answer, answer.IsClosed);
            }

            var raw = Octets.Of(Octets.Expand(one.Raw, mark));
            await using var client = await Http1Client.ConnectAsync(port, serverName);
            var heard = await client.AskAsync(raw, silence, raw.Length > Large ? s_largeTotal : s_total);
            var isClosed = heard.IsClosed;
            if (one.Requirements.Second is { } second && !isClosed)
            {
                isClosed = (await client.AskAsync(Octets.Of(Octets.Expand(second, mark)), s_silence, s_total)).IsClosed;
            }

            return (heard, isClosed);
        }
        catch (Exception e) when (Http1Client.IsEnd(e) || e is FormatException)
        {
            return (new Heard("", [], IsClosed: true, e.Message), true);
        }
    }

    private static async Task<Heard> AskAsVictimAsync(string mark, int port)
    {
        try
        {
            await using var client = await Http1Client.ConnectAsync(port, WebProductPolicy.PublishedName);
            var request = $"GET /c/{mark} HTTP/1.1\r\nHost: {WebProductPolicy.PublishedName}\r\nX-Case: {mark}\r\nConnection: close\r\n\r\n";
            return await client.AskAsync(Octets.Of(request), s_sureSilence, s_total);
        }
        catch (Exception e) when (Http1Client.IsEnd(e))
        {
            return new Heard("", [], IsClosed: true, e.Message);
        }
    }
}
