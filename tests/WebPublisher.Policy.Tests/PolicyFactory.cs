using System.Collections.Frozen;
using System.Net;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Tests;

/// <summary>The smallest policies there are.</summary>
public static class PolicyFactory
{
    public static PublisherPolicy Make(string revision, params ServerCertificate[] certificates) => new()
    {
        Revision = revision,
        Server = new ServerPolicy("EDGE01", "/var/lib/webpublisher"),
        Operations = new OperationsPolicy(null, null),
        Logging = new LoggingPolicy(null, FrozenSet<string>.Empty),
        Web = new WebPolicy
        {
            Listeners =
            [
                new ListenerPolicy
                {
                    Name = "external-https",
                    Location = SourceLocation.BuiltIn,
                    EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
                    Protocol = ListenerProtocol.Https,
                    Tls = TlsPolicy.Default,
                    Certificates = [.. certificates],
                    Hsts = null,
                },
            ],
            FrontEnds = [],
            Rules = [PublishingRule.Default],
        },
    };
}
