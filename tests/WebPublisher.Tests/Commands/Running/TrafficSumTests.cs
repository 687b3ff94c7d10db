using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;

namespace WebPublisher.Tests.Commands.Running;

public sealed class TrafficSumTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Both_halves_are_added_by_second_and_by_name()
    {
        var web = new Traffic([Second(0, 3, 10), Second(1, 2, 10)], [Count("Webmail", "web", 3)], [], [], [Count("192.0.2.1", null, 3)]);
        var smtp = new Traffic([Second(1, 3, 30)], [], [Count("screener reject", "smtp", 1)], [], [Count("192.0.2.2", null, 4), Count("192.0.2.1", null, 2)]);

        var sum = TrafficSum.Of([web, smtp]);

        Assert.Equal([(0, 3L, 10.0), (1, 5L, 22.0)], sum.Seconds.Select(second => ((int)(second.Time - s_noon).TotalSeconds, second.Requests, second.Milliseconds)));
        Assert.Equal([("192.0.2.1", 5L), ("192.0.2.2", 4L)], sum.Clients.Select(client => (client.Name, client.Refused)));
        Assert.Equal(("Webmail", "screener reject"), (sum.Rules.Single().Name, sum.Agents.Single().Name));
    }

    private static TrafficSecond Second(int second, long requests, double milliseconds) => new(s_noon.AddSeconds(second), requests, 0, 0, 0, 0, 0, 0, milliseconds);

    private static DecisionCount Count(string name, string? half, long refused) => new(name, half, 0, refused, 0);
}
