using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Tests.Testing;
using Yarp.ReverseProxy.Configuration;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Bridging;

public sealed class ClusterTranslationTests
{
    private static readonly FrontEndFarm s_farm = TestPolicy.NewFarm("owafe01.nwtraders.example:443", "[2001:db8::1]:8443") with { Certificate = CertificateCase.Policy };

    public static TheoryData<string, FrontEndFarm> Changes { get; } = new()
    {
        { "servers", s_farm with { Servers = [s_farm.Servers[0]] } },
        { "balancing", s_farm with { Balancing = Balancing.Random } },
        { "affinity", s_farm with { Affinity = Affinity.Cookie } },
        { "probe", s_farm with { Health = new HealthProbe("/", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 2) } },
        { "activity time-out", s_farm with { Resilience = s_farm.Resilience with { ActivityTimeout = TimeSpan.FromSeconds(1) } } },
        { "name", s_farm with { Certificate = CertificateCase.Policy with { Name = "other.test" } } },
        { "roots", s_farm with { Certificate = CertificateCase.Policy with { TrustedRoots = [CertificateCase.OtherRoot.Certificate] } } },
        { "pins", s_farm with { Certificate = CertificateCase.Policy with { Pins = [[.. new byte[32]]] } } },
    };

    [Fact]
    public void A_farm_becomes_a_cluster_with_a_destination_for_each_server()
    {
        var cluster = Translate(s_farm);
        Assert.StartsWith("owa-farm/https/", cluster.ClusterId, StringComparison.Ordinal);
        Assert.Equal(
            ["http://[2001:db8::1]:8443", "http://owafe01.nwtraders.example:443"],
            cluster.Destinations!.Values.Select(destination => destination.Address).Order(StringComparer.Ordinal));
        Assert.Equal(new Version(1, 1), cluster.HttpRequest!.Version);
        Assert.Equal(TimeSpan.FromSeconds(100), cluster.HttpRequest.ActivityTimeout);
        Assert.Null(cluster.HealthCheck!.Active);
    }

    [Theory]
    [InlineData(Balancing.LeastRequests, "LeastRequests")]
    [InlineData(Balancing.RoundRobin, "RoundRobin")]
    [InlineData(Balancing.Random, "Random")]
    [InlineData(Balancing.PowerOfTwoChoices, "PowerOfTwoChoices")]
    [InlineData(Balancing.First, "FirstAlphabetical")]
    public void Balancing_goes_by_YARPs_policy_of_that_name(Balancing balancing, string policy) =>
        Assert.Equal(policy, Translate(s_farm with { Balancing = balancing }).LoadBalancingPolicy);

    [Fact]
    public void The_same_content_read_anew_is_the_same_cluster()
    {
        var certificate = CertificateCase.Policy with { TrustedRoots = [CertificateCase.Public(CertificateCase.Root.Certificate)] };
        var again = s_farm with { Servers = [s_farm.Servers[1], s_farm.Servers[0]], Certificate = certificate };
        Assert.Equal(Translate(s_farm).ClusterId, Translate(again).ClusterId);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_makes_another_cluster(string what, FrontEndFarm changed) =>
        Assert.True(Translate(s_farm).ClusterId != Translate(changed).ClusterId, what);

    [Fact]
    public void Kinds_of_bridging_are_kept_apart() => Assert.NotEqual(
        Translate(s_farm).Metadata![ClusterTranslation.ChannelMetadata], Translate(s_farm, BridgingMode.Http).Metadata![ClusterTranslation.ChannelMetadata]);

    private static ClusterConfig Translate(FrontEndFarm farm, BridgingMode bridging = BridgingMode.Https) =>
        ClusterTranslation.Translate(farm, FrontEndChannel.Of(farm, bridging));
}
