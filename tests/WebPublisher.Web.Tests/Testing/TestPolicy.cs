using System.Collections.Frozen;
using System.Net;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Rules;
using BridgingMode = WebPublisher.Policy.Rules.Bridging;

namespace WebPublisher.Web.Tests.Testing;

/// <summary>Small compiled policies, without YAML.</summary>
public static class TestPolicy
{
    public static ListenerPolicy Https { get; } = Listener("external-https", ListenerProtocol.Https, "203.0.113.10:443");

    public static ListenerPolicy Http { get; } = Listener("external-http", ListenerProtocol.Http, "203.0.113.10:80");

    public static FrontEndFarm Farm { get; } = NewFarm("owafe01.nwtraders.example:443");

    public static ListenerPolicy Listener(string name, ListenerProtocol protocol, string endPoint, HstsPolicy? hsts = null) => new()
    {
        Name = name,
        Location = SourceLocation.BuiltIn,
        EndPoint = IPEndPoint.Parse(endPoint),
        Protocol = protocol,
        Tls = TlsPolicy.Default,
        Certificates = [],
        Hsts = hsts,
    };

    public static FrontEndFarm NewFarm(params string[] servers) => new()
    {
        Name = "owa-farm",
        Location = SourceLocation.BuiltIn,
        Servers = [.. servers.Select(Server)],
        Certificate = new FrontEndCertificatePolicy(),
    };

    public static PublishAction Publish(FrontEndFarm? farm = null, BridgingMode bridging = BridgingMode.Https) => new() { To = farm ?? Farm, Bridging = bridging };

    public static PublishingRule Rule(string name, RuleAction action) => new() { Name = name, Location = new SourceLocation("web/owa.yaml", 10, 3), Action = action };

    public static DestinationSet Destinations(string name, string host, params string[] paths) =>
        new(name, [new Destination(new HostPattern(host), [.. paths.Select(path => new PathPattern(path))])]);

    public static WebPolicy Publishing(params PublishingRule[] rules) => new()
    {
        Listeners = [Http, Https],
        FrontEnds = [Farm],
        Rules = [.. rules, PublishingRule.Default],
    };

    public static PublisherPolicy Publisher(WebPolicy web) => new()
    {
        Revision = "0123456789ab",
        Server = new ServerPolicy("EDGE01", "/nonexistent"),
        Operations = new OperationsPolicy(null, null),
        Logging = new LoggingPolicy(null, FrozenSet<string>.Empty),
        Web = web,
    };

    private static FrontEndServer Server(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return new FrontEndServer(authority[..colon].Trim('[', ']'), int.Parse(authority[(colon + 1)..]));
    }
}
