using System.Collections.Frozen;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Benchmarks.Records;

/// <summary>A request as webmail makes thousands of, and one that is refused.</summary>
internal static class RecordSamples
{
    public const string Query = "?_task=mail&_action=list&_layout=widescreen&_mbox=INBOX&_page=&_remote=1&_unlock=loading1764000000000&_=1764000000001";

    public static FrozenSet<string> Loggable { get; } = new[] { "_task", "_action", "Cmd" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static PublishingRecord Forwarded { get; } = new()
    {
        Reference = "0HNF2J3K4L5M6:00000001",
        Started = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
        Listener = "external-https",
        Client = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 50001),
        Local = new IPEndPoint(IPAddress.Parse("203.0.113.10"), 443),
        Protocol = "HTTP/2",
        Scheme = "https",
        Method = "GET",
        Host = "mail.nwtraders.com",
        Path = "/roundcube/",
        Query = Query,
        UserAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        TlsProtocol = SslProtocols.Tls13,
        CipherSuite = TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        PolicyRevision = "0123456789ab",
        Rule = "Webmail",
        Decision = PublishingDecision.Forwarded,
        Farm = "webmail",
        FrontEnd = "roundcube01.nwtraders.com:443",
        Attempts = 1,
        Status = 200,
        ResponseBytes = 34567,
        Duration = TimeSpan.FromMilliseconds(42.5),
        FrontEndDuration = TimeSpan.FromMilliseconds(40),
    };

    public static PublishingRecord Denied { get; } = new()
    {
        Reference = "0HNF2J3K4L5M6:00000002",
        Started = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
        Listener = "external-https",
        Client = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 50001),
        Local = new IPEndPoint(IPAddress.Parse("203.0.113.10"), 443),
        Protocol = "HTTP/1.1",
        Scheme = "https",
        Method = "GET",
        Host = "mail.nwtraders.com",
        Path = "/ecp/",
        PolicyRevision = "0123456789ab",
        Rule = "Default rule",
        Decision = PublishingDecision.Denied,
        Denial = new Denial(DenialReason.NotPublished),
        Status = 403,
        Duration = TimeSpan.FromMilliseconds(0.2),
    };

    public static Snapshot<PublisherPolicy> Policy(RotatingLogPolicy? accessLog = null) => new(new PublisherPolicy
    {
        Revision = "0123456789ab",
        Server = new ServerPolicy("EDGE01", "/var/lib/webpublisher"),
        Operations = new OperationsPolicy(Listen: null, Otlp: null),
        Logging = new LoggingPolicy(accessLog, Loggable),
        Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
    });
}
