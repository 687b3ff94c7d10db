using System.Collections.Frozen;
using System.Net;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Listeners.Tunnels;
using WebPublisher.Web.Tests.Testing;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Listeners.Tunnels;

public sealed class TunnelRulesTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.7");

    private readonly PublishingRule _tunnel = TestPolicy.Rule("tunnel", TestPolicy.Publish(bridging: BridgingMode.Tunnel)) with
    {
        Destinations = TestPolicy.Destinations("vpn", "*.tunnel.example"),
    };

    [Fact]
    public void A_tunnel_rule_decides_by_its_host()
    {
        Assert.Equal("tunnel", Resolve("vpn.tunnel.example", _tunnel));
        Assert.Null(Resolve("vpn.other.example", _tunnel));
        Assert.Null(Resolve(null, _tunnel));
    }

    [Fact]
    public void A_publishing_rule_for_some_paths_of_the_host_comes_first() =>
        Assert.Null(Resolve("vpn.tunnel.example", TestPolicy.Rule("owa", TestPolicy.Publish()) with { Destinations = TestPolicy.Destinations("owa", "vpn.tunnel.example", "/owa/*") }, _tunnel));

    [Fact]
    public void A_rule_after_the_tunnel_does_not_matter() => Assert.Equal("tunnel", Resolve("vpn.tunnel.example", _tunnel, TestPolicy.Rule("all", new DenyAction())));

    [Fact]
    public void Listener_and_client_are_asked_as_for_requests()
    {
        Assert.Null(Resolve("vpn.tunnel.example", _tunnel with { Listeners = FrozenSet.Create("other") }));
        Assert.Null(Resolve("vpn.tunnel.example", _tunnel with { Clients = new ClientAddressSet("office", [IPNetwork.Parse("198.51.100.0/24")]) }));
        Assert.Equal("tunnel", Resolve("vpn.tunnel.example", _tunnel with { Clients = new ClientAddressSet("office", [IPNetwork.Parse("192.0.2.0/24")]) }));
    }

    [Fact]
    public void A_rule_for_all_destinations_tunnels_a_connection_without_a_name() => Assert.Equal("tunnel", Resolve(null, _tunnel with { Destinations = null }));

    private static string? Resolve(string? host, params PublishingRule[] rules) =>
        TunnelRules.Resolve(TestPolicy.Publishing(rules), "external-https", host, s_client, TimeProvider.System.GetUtcNow())?.Name;
}
