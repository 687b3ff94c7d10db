using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A message is spam by what it says.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario03SpamConfidenceLevel
{
    [Fact]
    public async Task A_message_of_level_seven_is_refused_and_its_twin_of_level_six_is_delivered_with_its_level()
    {
        await using var edge = await ScenarioEdge.StartAsync(new ManualTimeProvider(), "  - contentFilter: {}");
        Assert.Equal("550 5.7.1 Message rejected due to content restrictions", await edge.SendAsync("service@fabrikam.com", Spam.OfLevel7));
        Assert.Empty(edge.Delivered);
        Assert.StartsWith("250 ", await edge.SendAsync("service@fabrikam.com", Spam.OfLevel6), StringComparison.Ordinal);
        Assert.Contains("X-MS-Exchange-Organization-SCL: 6\r\n", Assert.Single(edge.Delivered), StringComparison.Ordinal);
        Assert.Equal(new AgentLogLine("contentFilter", "OnEndOfData", "RejectMessage", "SclAtOrAboveRejectThreshold", "7"), (await edge.FoundAsync())[0]);
    }
}
