using System.Net;
using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.EndToEnd.Tests.Reload;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>The policy is replaced a hundred times while clients are served.</summary>
[Collection(Measuring.Collection)]
public sealed class ReloadUnderLoadTests(ITestOutputHelper output)
{
    private const int Rounds = 100;
    private const int WarmUpRounds = 40;
    private const int Clients = 4;
    private const string Reloads = "webpublisher_policy_reloads_total";

    // The runtime gives memory back late: what must not happen is growth with each reload. A farm, a connection pool or a policy that is kept
    // costs far more than this over sixty reloads under load.
    private const long AllowedGrowth = 32L * 1024 * 1024;

    [Fact]
    public async Task No_request_fails_or_sees_two_policies_at_once_and_memory_stays_flat()
    {
        await using var policies = new ReloadPolicies();
        await policies.StartAsync();
        await using var edge = new Edge("reload");
        edge.WriteBeside("inner-ca.pem", policies.Authority);
        await edge.StartAsync(policies.Good(edge, "A"));
        await using var load = new SteadyLoad();
        load.Add(edge, HttpVersion.Version11, Clients);
        load.Add(edge, HttpVersion.Version20, Clients);

        var inForce = "A";
        var expected = new Outcomes(0, 0, 0);
        long warm = 0;
        for (var round = 0; round < Rounds; round++)
        {
            // Good, other good, bad; each tenth is left to the watching of files, the others are told by SIGHUP.
            var isBad = round % 3 == 2;
            var turn = round / 3;
            if (!isBad)
            {
                inForce = inForce == "A" ? "B" : "A";
            }

            expected = !isBad ? expected with { Applied = expected.Applied + 1 }
                : turn % 4 == 3 ? expected with { Failed = expected.Failed + 1 }
                : expected with { Rejected = expected.Rejected + 1 };
            edge.Write(isBad ? policies.Bad(edge, turn) : policies.Good(edge, inForce));
            if (round % 10 != 9)
            {
                edge.Process.Send(UnixSignal.Hangup);
            }

            await WaitForAsync(edge.Process, expected, round);
            await AssertInForceAsync(edge, inForce);
            if (round == WarmUpRounds)
            {
                warm = edge.Process.ResidentBytes;
            }
        }

        var grown = edge.Process.ResidentBytes - warm;
        await load.StopAsync();
        output.WriteLine($"{load.Answers} requests on {edge.ConnectionsMade} connections, {expected}, resident {warm >> 20} MiB after {WarmUpRounds} reloads, {grown >> 10} KiB more after {Rounds}");

        Assert.Empty(load.Failures);
        Assert.Equal((2 * Clients) + Rounds, edge.ConnectionsMade);
        Assert.True(load.Answers > 20 * Rounds, $"only {load.Answers} requests were made");
        Assert.True(grown < AllowedGrowth, $"resident memory grew by {grown / 1024} KiB since {warm / 1024} KiB after {WarmUpRounds} reloads");
        Assert.Equal(0, await edge.Process.StopAsync());
    }

    // By a new connection of its own.
    private static async Task AssertInForceAsync(Edge edge, string letter)
    {
        using var client = edge.CreateClient();
        using var answer = await client.GetAsync(new Uri("/moved", UriKind.Relative));
        Assert.Equal($"https://mail.example.test/{letter}/", answer.Headers.Location?.AbsoluteUri);
    }

    private static async Task WaitForAsync(PublisherProcess publisher, Outcomes expected, int round)
    {
        var started = TimeProvider.System.GetTimestamp();
        Outcomes seen;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            var metrics = await publisher.MetricsAsync();
            seen = new Outcomes(
                metrics.Sum(Reloads, "outcome=\"applied\""), metrics.Sum(Reloads, "outcome=\"rejected\""), metrics.Sum(Reloads, "outcome=\"failed\""));
        }
        while (seen != expected && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60));

        Assert.True(seen == expected, $"round {round}: counted {seen}, expected {expected}\n{string.Join('\n', publisher.Log.Lines.TakeLast(30))}");
    }

    /// <summary>Reloads by what came of them.</summary>
    private sealed record Outcomes(double Applied, double Rejected, double Failed);
}
