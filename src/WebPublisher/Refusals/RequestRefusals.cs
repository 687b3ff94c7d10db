using WebPublisher.Policy;
using WebPublisher.Web.Records;

namespace WebPublisher.Refusals;

/// <summary>Keeps what is known of requests that were refused or broke off. Authorization and cookies are in no record; queries are redacted.</summary>
/// <param name="log">Where it is kept.</param>
/// <param name="policy">Says how the server is called, and which query parameters may be logged.</param>
internal sealed class RequestRefusals(RefusalLog log, Snapshot<PublisherPolicy> policy) : PublishingRecordSink
{
    private const int MaximumUrl = 2048;
    private const int MaximumDetail = 1024;
    private const string Detected = "DetectedByFirewall";

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        // A request that a firewall only detects is kept as well: its rules are tuned by what would have been refused.
        if ((record.Denial is null && record.Firewall?.Verdict != FirewallVerdict.Detected) || !log.IsEnabled)
        {
            return;
        }

        var denial = record.Denial;

        var current = policy.Current;
        log.Keep(new RequestEvidence
        {
            Reference = record.Reference,
            Time = record.Started,
            Server = current.Server.Name,
            Client = record.Client?.ToString(),
            Milliseconds = EvidenceText.Milliseconds(record.Duration),
            Decision = record.Decision.ToString(),
            Status = record.Status,
            SubStatus = denial?.SubStatus ?? 0,
            Code = denial?.Code ?? 0,
            Title = denial?.Title,
            Reason = denial?.Reason.ToString() ?? Detected,
            Detail = EvidenceText.OrNull(denial?.Detail, MaximumDetail),
            Rule = record.Rule,
            Section = string.IsNullOrEmpty(record.Section) ? null : record.Section,
            Policy = record.PolicyRevision,
            Method = EvidenceText.Of(record.Method, maximum: 64),
            Url = EvidenceText.Of(RecordedUrl.Of(record, current.Logging.QueryParameters), MaximumUrl),
            Protocol = EvidenceText.OrNull(record.Protocol),
            UserAgent = EvidenceText.OrNull(record.UserAgent),
            Listener = record.Listener,
            Local = record.Local?.ToString(),
            Tls = record.TlsProtocol?.ToString(),
            Cipher = record.CipherSuite?.ToString(),
            Firewall = FirewallEvidence.Of(record.Firewall),
            Farm = record.Farm,
            FrontEnd = record.FrontEnd,
            Attempts = record.Attempts,
            RequestBytes = record.RequestBytes,
            ResponseBytes = record.ResponseBytes,
            FrontEndMilliseconds = record.FrontEndDuration is { } duration ? EvidenceText.Milliseconds(duration) : null,
            Trace = record.TraceId,
        });
    }
}
