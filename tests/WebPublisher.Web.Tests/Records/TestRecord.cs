using System.Collections.Frozen;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using WebPublisher.Policy;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

/// <summary>Records and policies as the pipeline would hand them over.</summary>
internal static class TestRecord
{
    public static PublishingRecord Forwarded(string reference = "R1", DateTimeOffset? started = null) => new()
    {
        Reference = reference,
        Started = started ?? new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero),
        Listener = "external-https",
        Client = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 50001),
        Local = new IPEndPoint(IPAddress.Parse("203.0.113.10"), 443),
        Protocol = "HTTP/2",
        Scheme = "https",
        Method = "GET",
        Host = "mail.nwtraders.com",
        Path = "/owa/",
        Query = "?_task=mail&_token=s3cret",
        UserAgent = "Mozilla/5.0 (X11; Linux)",
        TlsProtocol = SslProtocols.Tls13,
        CipherSuite = TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        PolicyRevision = "0123456789ab",
        Rule = "OWA rule",
        Section = "owa",
        Decision = PublishingDecision.Forwarded,
        Farm = "owa-farm",
        FrontEnd = "owafe01.nwtraders.com:443",
        Attempts = 1,
        Status = 200,
        RequestBytes = 12,
        ResponseBytes = 3456,
        Duration = TimeSpan.FromMilliseconds(42.5),
        FrontEndDuration = TimeSpan.FromMilliseconds(40),
        TraceId = "0af7651916cd43dd8448eb211c80319c",
    };

    public static PublishingRecord Denied(DenialReason reason, string? detail = null)
    {
        var record = Forwarded();
        record.Decision = PublishingDecision.Denied;
        record.Denial = new Denial(reason, detail);
        record.Status = record.Denial.Status;
        record.Farm = null;
        record.FrontEnd = null;
        record.FrontEndDuration = null;
        record.Rule = null;
        record.TraceId = null;
        return record;
    }

    public static Snapshot<PublisherPolicy> Policy(RotatingLogPolicy? accessLog = null) => new(new PublisherPolicy
    {
        Revision = "0123456789ab",
        Server = new ServerPolicy("EDGE01", "/var/lib/webpublisher"),
        Operations = new OperationsPolicy(Listen: null, Otlp: null),
        Logging = new LoggingPolicy(accessLog, new[] { "_task" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase)),
        Web = new WebPolicy { Listeners = [], FrontEnds = [], Rules = [] },
    });
}
