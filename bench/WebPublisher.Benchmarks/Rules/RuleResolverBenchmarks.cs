using System.Net;
using BenchmarkDotNet.Attributes;
using WebPublisher.Policy;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Rules;

namespace WebPublisher.Benchmarks.Rules;

/// <summary>What it costs to find the rule that decides: the first one, and the default rule behind all others.</summary>
public class RuleResolverBenchmarks
{
    private WebPolicy _policy = null!;
    private RuleQuery _first;
    private RuleQuery _none;

    [Params(5, 50)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Compile()
    {
        var listener = new ListenerPolicy
        {
            Name = "external-https",
            Location = SourceLocation.BuiltIn,
            EndPoint = new IPEndPoint(IPAddress.Loopback, 443),
            Protocol = ListenerProtocol.Https,
            Tls = TlsPolicy.Default,
            Certificates = [],
            Hsts = null,
        };
        _policy = new WebPolicy { Listeners = [listener], FrontEnds = [], Rules = [.. Enumerable.Range(0, Rules).Select(Rule), PublishingRule.Default] };
        _first = Query(listener, "site0.nwtraders.com");
        _none = Query(listener, "elsewhere.nwtraders.com");
    }

    [Benchmark(Baseline = true)]
    public PublishingRule FirstRule() => RuleResolver.Resolve(_policy, _first);

    [Benchmark]
    public PublishingRule DefaultRule() => RuleResolver.Resolve(_policy, _none);

    private static PublishingRule Rule(int number) => new()
    {
        Name = $"Site {number}",
        Location = SourceLocation.BuiltIn,
        Destinations = new DestinationSet($"site{number}", [new Destination(new HostPattern($"site{number}.nwtraders.com"), [new PathPattern("/owa/*"), new PathPattern("/ews/*")])]),
        Action = new DenyAction(),
    };

    private static RuleQuery Query(ListenerPolicy listener, string host) => new()
    {
        Listener = listener,
        Target = new CanonicalTarget(host, Port: null, "/owa/", "/owa/", ""),
        Method = "GET",
        Client = IPAddress.Parse("192.0.2.1"),
        Instant = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
    };
}
