using System.Globalization;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Nodes;
using Xunit.Abstractions;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Two nodes under mixed load: twenty seconds here, as long as one likes by <c>tests/soak/run --minutes 10</c>.</summary>
[Collection(Measuring.Collection)]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const string MinutesVariable = "WEBPUBLISHER_SOAK_MINUTES";

    [FactNeeding(Need.Database, Need.CoreRuleSet)]
    [Trait("Category", "Slow")]
    public async Task Nothing_is_lost_nothing_fails_and_nothing_grows()
    {
        var length = Environment.GetEnvironmentVariable(MinutesVariable) is { Length: > 0 } minutes
            ? TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))
            : TimeSpan.FromSeconds(20);
        await using var report = new StreamWriter(Path.Combine(Repository.Artifacts("soak"), "report.txt"), append: false) { AutoFlush = true };
        await using var pair = await NodePair.StartAsync("1s");

        var wrong = await new Soak(pair, length, Tell).RunAsync();

        Assert.Empty(wrong);

        void Tell(string line)
        {
            output.WriteLine(line);
            report.WriteLine(line);
        }
    }
}
