using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A client brings a thousand spam messages.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario05SpamAttack
{
    internal const string Agents = """
          - connectionFilter: {}
          - protocolAnalysis: {}
          - contentFilter: {}
        """;

    /// <summary>The client has a name that leads back to it: nothing but its mail speaks against it.</summary>
    internal const string Zone = """
        100.1.168.192.in-addr.arpa. PTR internet01.fabrikam.com.
        internet01.fabrikam.com. A 192.168.1.100
        """;

    internal const string Refusal = "550 5.7.1 Connection from IP address 192.168.1.100 was rejected by sender reputation.";

    private const int Messages = 1000;
    private const int PerConnection = 20;

    [FactNeeding(Need.Names)]
    public async Task After_thirty_two_messages_the_client_is_kept_out_for_a_day_without_anybody_doing_anything()
    {
        var time = new ManualTimeProvider();
        await using var names = await RealNames.StartAsync(Zone);
        await using var edge = await ScenarioEdge.StartAsync(time, Agents, names);
        var answers = new List<string>();
        var blocked = time.GetUtcNow();
        while (answers.Count < Messages)
        {
            using var client = await edge.GreetAsync();
            for (var sent = 0; sent < PerConnection && answers.Count < Messages; sent++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                var answer = await ScenarioEdge.SendAsync(client, "service@fabrikam.com", Spam.OfLevel7);
                answers.Add(answer);
                if (answer == Refusal)
                {
                    await AssertClosedAsync(client, time, isFirst: answers.Count == 33);
                    break;
                }

                if (answers.Count == 20)
                {
                    Assert.Equal("0 entries", (await edge.CommandAsync("ip", "list")).Trim());
                }

                blocked = time.GetUtcNow();
            }
        }

        Assert.All(answers[..32], answer => Assert.Equal("550 5.7.1 Message rejected due to content restrictions", answer));
        Assert.All(answers[32..], answer => Assert.Equal(Refusal, answer));
        Assert.Empty(edge.Delivered);
        var listed = await edge.CommandAsync("ip", "list");
        Assert.Contains("1 entry", listed, StringComparison.Ordinal);
        Assert.Matches($@"block +192\.168\.1\.100 +{blocked.AddHours(24):u} +reputation", listed);
        var found = await edge.FoundAsync();
        Assert.Equal((32, Messages - 32), (found.Count(line => line.Action == "RejectMessage"), found.Count(line => line is { Event: "OnMailCommand", Action: "RejectCommand", Reason: "SenderReputation" })));
    }

    /// <summary>The server waits a moment for whoever speaks on, and closes. To see it once is enough: the day is not to pass meanwhile.</summary>
    private static async Task AssertClosedAsync(SmtpDialog client, ManualTimeProvider time, bool isFirst)
    {
        if (isFirst)
        {
            var closed = client.ReadReplyAsync();
            await time.AdvanceUntilAsync(closed, TimeSpan.FromSeconds(1));
            Assert.Null(await closed);
        }
    }
}
