using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A user wants the mail of a sender, whatever the content filter thinks of it.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario04SafeSender
{
    private const string Sender = "service@fabrikam.com";

    [Fact]
    public async Task Mail_of_a_safe_sender_is_not_judged_unless_it_is_for_others_too()
    {
        await using var edge = await ScenarioEdge.StartAsync(
            new ManualTimeProvider(), "  - contentFilter: {}", files: ("safelist.csv", $"Administrator@adventure-works.com,safeSender,{Sender}\n"));
        Assert.Equal("550 5.7.1 Message rejected due to content restrictions", await edge.SendAsync(Sender, Spam.OfLevel7));

        await edge.CommandAsync("safelist", "import", edge.PathOf("safelist.csv"));
        await edge.NoticedAsync(1);
        Assert.StartsWith("250 ", await edge.SendAsync(Sender, Spam.OfLevel7), StringComparison.Ordinal);
        Assert.Single(edge.Delivered);
        Assert.Equal(
            "550 5.7.1 Message rejected due to content restrictions",
            await edge.SendAsync(Sender, Spam.OfLevel7, "Administrator@adventure-works.com", "Somebody.Else@adventure-works.com"));
        Assert.Equal(
            [
                new AgentLogLine("contentFilter", "OnEndOfData", "RejectMessage", "SclAtOrAboveRejectThreshold", "7"),
                new AgentLogLine("contentFilter", "OnEndOfData", "AcceptMessage", "SCL", "not available: content filtering was bypassed."),
                new AgentLogLine("contentFilter", "OnEndOfData", "RejectMessage", "SclAtOrAboveRejectThreshold", "7"),
            ],
            await edge.FoundAsync());
    }
}
