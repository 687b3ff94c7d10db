using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>The client that was kept out comes back a day later.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario06TheNextDay
{
    [FactNeeding(Need.Names)]
    public async Task A_client_is_kept_out_for_just_a_day_also_over_a_restart_and_begins_anew()
    {
        var time = new ManualTimeProvider();
        await using var names = await RealNames.StartAsync(Scenario05SpamAttack.Zone);
        await using var edge = await ScenarioEdge.StartAsync(time, Scenario05SpamAttack.Agents, names);
        await SpamAsync(edge, 32);
        Assert.Equal(Scenario05SpamAttack.Refusal, await edge.SendAsync("service@fabrikam.com", Spam.Clean));

        time.Advance(TimeSpan.FromHours(12));
        await edge.RestartAsync();
        time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        Assert.Equal(Scenario05SpamAttack.Refusal, await edge.SendAsync("service@fabrikam.com", Spam.Clean));

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.StartsWith("250 ", await edge.SendAsync("Fabrikam.User@fabrikam.com", Spam.Clean), StringComparison.Ordinal);
        Assert.Single(edge.Delivered);

        // With what it brought the day before it would be kept out at once.
        await SpamAsync(edge, 20);
        Assert.StartsWith("250 ", await edge.SendAsync("Fabrikam.User@fabrikam.com", Spam.Clean), StringComparison.Ordinal);
    }

    private static async Task SpamAsync(ScenarioEdge edge, int messages)
    {
        using var client = await edge.GreetAsync();
        for (var sent = 0; sent < messages; sent++)
        {
            Assert.Equal("550 5.7.1 Message rejected due to content restrictions", await ScenarioEdge.SendAsync(client, "service@fabrikam.com", Spam.OfLevel7));
        }
    }
}
