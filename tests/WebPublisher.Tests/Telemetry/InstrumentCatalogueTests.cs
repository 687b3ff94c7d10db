using System.Text.RegularExpressions;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Telemetry;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Telemetry;

public sealed class InstrumentCatalogueTests
{
    // The most values of one tag that do not come from the policy: rules of firewalls.
    private const int Most = 5001;

    [Fact]
    public void Every_instrument_stands_in_it_once()
    {
        Assert.Distinct(InstrumentCatalogue.All.Select(instrument => instrument.Name), StringComparer.Ordinal);
        Assert.Distinct(InstrumentCatalogue.All.Select(MetricsReference.PrometheusName), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_label_is_bounded_by_a_list_a_number_or_the_policy()
    {
        Assert.All(InstrumentCatalogue.All.SelectMany(instrument => instrument.Tags), tag => Assert.True(tag.Limit is null or (> 0 and <= Most), tag.Name));

        // What an operator names; a tag with another name has a list or a number.
        string[] named =
        [
            "listener", "rule", "farm", "connector", "connection", "route", "agent", "certificate", "server.address", "server.port", "network.peer.address", "address",
        ];
        Assert.All(InstrumentCatalogue.All.SelectMany(instrument => instrument.Tags).Where(tag => tag.Limit is null), tag => Assert.Contains(tag.Name, named));
    }

    [Fact]
    public void Names_and_units_follow_OpenTelemetry()
    {
        Assert.All(InstrumentCatalogue.All, instrument =>
        {
            Assert.Matches("^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+$", instrument.Name);
            Assert.Matches("^(s|By|\\{[a-z_]+\\})$", instrument.Unit);
            Assert.EndsWith(".", instrument.Meaning, StringComparison.Ordinal);
            Assert.False(instrument.Name.EndsWith(".total", StringComparison.Ordinal) || instrument.Name.EndsWith(".seconds", StringComparison.Ordinal), instrument.Name);
        });
        var ours = InstrumentCatalogue.Rooms.Where(room => room.Heading != "Frameworks").SelectMany(room => room.Instruments).ToList();
        Assert.All(ours, instrument => Assert.Matches("^(webpublisher|http\\.server|http\\.client|process)\\.", instrument.Name));
        Assert.All(ours.Where(instrument => instrument.Kind == InstrumentKind.Histogram), instrument => Assert.NotEmpty(instrument.Buckets));
    }

    [Fact]
    public void Instruments_are_made_by_their_definitions_alone()
    {
        var makers = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\.Create(Observable)?(Counter|UpDownCounter|Gauge|Histogram)\b"))
            .Select(Path.GetFileName);

        Assert.Equal(["InstrumentDefinition.cs"], makers);
    }
}
