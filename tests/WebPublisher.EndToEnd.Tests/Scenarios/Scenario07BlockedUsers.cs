using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A sender is blocked, and a recipient.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario07BlockedUsers
{
    private const string Agents = """
          - senderFilter: { blocked: [Blocked.User@Contoso.com] }
          - recipientFilter: { blocked: [Blocked.User@adventure-works.com] }
        """;

    [Theory]
    [InlineData("Blocked.User@Contoso.com")]
    [InlineData("blocked.USER@CONTOSO.COM")]
    public async Task A_blocked_sender_is_denied_and_the_session_ends(string sender)
    {
        await using var edge = await ScenarioEdge.StartAsync(TimeProvider.System, Agents);
        using var client = await edge.GreetAsync();
        Assert.Equal("554 5.1.0 Sender Denied", ScenarioEdge.WordsOf(await client.AskAsync($"MAIL FROM:<{sender}>", "554")));
        Assert.Null(await client.ReadReplyAsync());
    }

    [Fact]
    public async Task A_blocked_recipient_is_unknown_and_another_one_gets_the_message()
    {
        await using var edge = await ScenarioEdge.StartAsync(new ManualTimeProvider(), Agents);
        using (var client = await edge.GreetAsync())
        {
            await client.AskAsync("MAIL FROM:<Contoso.User@contoso.com>", "250 2.1.0 Sender OK");
            Assert.Equal("550 5.1.1 User unknown", ScenarioEdge.WordsOf(await client.AskAsync("RCPT TO:<Blocked.User@adventure-works.com>", "550")));
            Assert.Equal("250 2.1.5 Recipient OK", await client.AskAsync("RCPT TO:<Administrator@adventure-works.com>", "250"));
            await client.AskAsync("DATA", "354");
            await client.SayAsync("Subject: Hello\r\n\r\nYours\r\n.");
            await client.ExpectAsync("250");
        }

        Assert.Contains("RCPT TO:<Administrator@adventure-works.com>", edge.Hub.Lines);
        Assert.Single(edge.Delivered);
        Assert.Equal(
            [new AgentLogLine("recipientFilter", "OnRcptCommand", "RejectCommand", "BlockedRecipient", "Blocked.User@adventure-works.com")],
            await edge.FoundAsync());
    }
}
