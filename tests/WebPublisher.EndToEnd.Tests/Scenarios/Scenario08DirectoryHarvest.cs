namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A stranger tries which recipients exist.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario08DirectoryHarvest
{
    private static readonly TimeSpan s_tarpit = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Each_unknown_recipient_costs_five_seconds_and_the_fifth_the_session_while_others_are_served_at_once()
    {
        var time = new WatchedClock(s_tarpit);
        await using var edge = await ScenarioEdge.StartAsync(
            time,
            "  - recipientFilter: { recipientsFile: recipients }",
            tarpit: "5s",
            files: ("recipients", string.Concat(Enumerable.Range(0, 10).Select(i => $"known{i}@adventure-works.com\n"))));
        using (var harvester = await edge.GreetAsync())
        using (var other = await edge.GreetAsync("10.9.9.9"))
        {
            await harvester.AskAsync("MAIL FROM:<harvester@fabrikam.com>", "250");
            await other.AskAsync("MAIL FROM:<somebody@fabrikam.com>", "250");
            for (var i = 0; i < 5; i++)
            {
                // The clock stands: an answer that comes has waited for nothing.
                Assert.Equal("250 2.1.5 Recipient OK", await harvester.AskAsync($"RCPT TO:<known{i}@adventure-works.com>", "250"));
                await harvester.SayAsync($"RCPT TO:<guess{i}@adventure-works.com>");
                await time.BegunAsync();
                var answer = harvester.ReadReplyAsync();
                time.Advance(s_tarpit - TimeSpan.FromMilliseconds(1));
                await other.AskAsync($"RCPT TO:<known{i}@adventure-works.com>", "250 2.1.5 Recipient OK");
                Assert.False(answer.IsCompleted);
                time.Advance(TimeSpan.FromMilliseconds(1));
                Assert.Equal("550 5.1.1 User unknown", ScenarioEdge.WordsOf(await answer));
            }

            Assert.StartsWith("421 4.7.0 Too many errors on this connection", await harvester.ReadReplyAsync(), StringComparison.Ordinal);
        }

        Assert.All(await edge.FoundAsync(), line => Assert.Equal(("OnRcptCommand", "RejectCommand", "RecipientDoesNotExist"), (line.Event, line.Action, line.Reason)));
    }
}
