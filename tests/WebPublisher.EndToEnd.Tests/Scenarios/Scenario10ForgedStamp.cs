using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.Policy.Tests;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>A stranger says of its own message that it was scanned and is no spam.</summary>
[Collection(ScenarioEdge.Collection)]
public sealed class Scenario10ForgedStamp
{
    private const string Forged = "X-MS-Exchange-Organization-AVStamp-Mailbox: MSFTFF;1;0;0 0 0\r\nX-MS-Exchange-Organization-SCL: -1\r\n";
    private const string Stamp = "X-MS-Exchange-Organization-AVStamp-Mailbox: ";

    // In halves: scanners look for the string, and this file is none of their business.
    private const string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    [FactNeeding(Need.Scanner)]
    public async Task What_a_stranger_says_of_its_message_is_gone_before_anybody_judges_it()
    {
        await using var scanner = await RealScanner.StartAsync();
        await using var edge = await ScenarioEdge.StartAsync(
            new ManualTimeProvider(),
            $$"""
              - contentFilter: {}
              - antivirus: { clamd: "tcp:127.0.0.1:{{scanner.Port}}" }
            """,
            rest: "pipelineTracing: { sender: Fabrikam.User@fabrikam.com, directory: tracing }");

        // 1. It is scanned, and judged, all the same.
        Assert.StartsWith("550 5.7.1 ", await edge.SendAsync("Fabrikam.User@fabrikam.com", $"{Forged}{Spam.Clean}{Eicar}\r\n"), StringComparison.Ordinal);
        Assert.Equal("550 5.7.1 Message rejected due to content restrictions", await edge.SendAsync("Fabrikam.User@fabrikam.com", $"{Forged}{Spam.OfLevel7}"));
        Assert.Empty(edge.Delivered);
        foreach (var first in Directory.GetFiles(edge.PathOf("tracing"), "SmtpReceive0001.eml", SearchOption.AllDirectories))
        {
            var seen = await File.ReadAllTextAsync(first);
            Assert.DoesNotContain("MSFTFF", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("X-MS-Exchange-Organization-SCL: -1", seen, StringComparison.Ordinal);
        }

        Assert.Equal(2, Directory.GetDirectories(edge.PathOf("tracing")).Length);

        // 2. What is clean has one stamp, and that is ours.
        Assert.StartsWith("250 ", await edge.SendAsync("Fabrikam.User@fabrikam.com", $"{Forged}{Spam.Clean}"), StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(edge.Delivered).Split(Stamp).Length);
        Assert.DoesNotContain("MSFTFF", edge.Delivered[0], StringComparison.Ordinal);
        Assert.DoesNotContain("-SCL: -1", edge.Delivered[0], StringComparison.Ordinal);

        // 3. Servers of the organisation are believed.
        using (var inside = await edge.GreetInsideAsync())
        {
            await ScenarioEdge.SendAsync(inside, "Administrator@adventure-works.com", $"{Forged}{Spam.Clean}");
        }

        Assert.Contains(Forged, edge.Delivered[1], StringComparison.Ordinal);
    }
}
