using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>The operator lets a client in for thirty days although it is listed.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario02ThirtyDayException
{
    [FactNeeding(Need.Names)]
    public async Task An_allowed_client_is_let_in_until_its_entry_ends_also_over_a_restart()
    {
        var time = new ManualTimeProvider();
        await using var names = await RealNames.StartAsync(Scenario01BlockList.Zone);
        await using var edge = await ScenarioEdge.StartAsync(time, $"{Scenario01BlockList.Agent}\n  - contentFilter: {{}}", names);
        await RefusedAsync(edge);

        await edge.CommandAsync("ip", "allow", "192.168.1.100", "--expires", "30d");
        await edge.NoticedAsync(1);
        using (var lookups = new RecordingMeter("webpublisher.dns.lookups", "outcome"))
        {
            await TakenAsync(edge);
            time.Advance(TimeSpan.FromDays(15));
            await edge.RestartAsync();
            await TakenAsync(edge);
            time.Advance(TimeSpan.FromDays(15) - TimeSpan.FromSeconds(1));
            await TakenAsync(edge);
            Assert.Equal(0, lookups.Values("Found").Length + lookups.Values("NoSuchDomain").Length);
        }

        Assert.Equal(3, edge.Delivered.Count);
        time.Advance(TimeSpan.FromSeconds(2));
        await RefusedAsync(edge);
        Assert.Contains("(expired)", await edge.CommandAsync("ip", "list", "--expired"), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(ScenarioEdge edge)
    {
        using var client = await edge.GreetAsync();
        await client.AskAsync("MAIL FROM:<Fabrikam.User@fabrikam.com> SIZE=840", "250");
        Assert.Equal(Scenario01BlockList.Refusal, ScenarioEdge.WordsOf(await client.AskAsync("RCPT TO:<Administrator@adventure-works.com>", "550")));
    }

    /// <summary>What anybody else would be refused for its content.</summary>
    private static async Task TakenAsync(ScenarioEdge edge) => Assert.StartsWith("250 ", await edge.SendAsync("Fabrikam.User@fabrikam.com", Spam.OfLevel7), StringComparison.Ordinal);
}
