using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Deployment;

public sealed class ServiceUnitTests
{
    private const string Both = "deploy/systemd/webpublisher.service";
    private const string Half = "deploy/systemd/webpublisher@.service";

    [FactWith("systemd-analyze")]
    public async Task Their_exposure_as_systemd_reckons_it_is_below_2()
    {
        foreach (var unit in new[] { Both, Half })
        {
            // The threshold is in tenths; the exit code is 1 above it.
            (await ProgramRun.OfAsync("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=19", Repository.PathOf(unit))).Successful();
        }
    }

    [Fact]
    public void The_unit_of_a_half_is_confined_as_that_of_both() => Assert.Equal(Confinement(Both), Confinement(Half));

    [Fact]
    public void They_ask_for_one_capability()
    {
        string[] lines = ["AmbientCapabilities=CAP_NET_BIND_SERVICE", "CapabilityBoundingSet=CAP_NET_BIND_SERVICE", "NoNewPrivileges=true", "ProtectSystem=strict", "User=webpublisher"];

        Assert.All(lines, line => Assert.Contains(line, Confinement(Both)));
    }

    [Fact]
    public void They_start_the_command_as_it_is()
    {
        Assert.Contains("ExecStart=/usr/bin/webpublisher run --policy /etc/webpublisher/webpublisher.yaml", File.ReadAllLines(Repository.PathOf(Both)));
        Assert.Contains("ExecStart=/usr/bin/webpublisher run --policy /etc/webpublisher/%i.yaml --only %i", File.ReadAllLines(Repository.PathOf(Half)));
    }

    private static IEnumerable<string> Confinement(string unit) =>
        File.ReadAllLines(Repository.PathOf(unit)).SkipWhile(line => line != "[Service]").Where(line => !line.StartsWith("ExecStart=", StringComparison.Ordinal));
}
