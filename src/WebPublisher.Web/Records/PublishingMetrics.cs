using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Operations;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Records;

/// <summary>
/// Counts records. Every tag comes from the policy, a closed enum or a status code: nothing a stranger chooses (host, path, method, user agent) becomes a tag, so the
/// number of series is bounded. Allocates nothing.
/// </summary>
public sealed class PublishingMetrics : PublishingRecordSink, IDisposable
{
    // Finer below 100 ms, where this server's own cost shows; up to a long poll's length.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    };

    // Tag values are objects: an integer would be boxed for every request.
    private static readonly object[] s_statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];
    private static readonly object s_otherStatus = "other";
    private static readonly string[] s_decisions = Enum.GetNames<PublishingDecision>();
    private static readonly string[] s_reasons = Enum.GetNames<DenialReason>();
    private static readonly object[] s_codes = [.. Enum.GetValues<DenialReason>().Select(reason => (object)new Denial(reason).Code)];

    private static readonly string[] s_verdicts = Enum.GetNames<FirewallVerdict>();
    private static readonly string[] s_modes = Enum.GetNames<FirewallMode>();

    // Ids are those of the rules that a policy names: no stranger makes one up. Files that are reloaded again and again with other ids do not make more series than this.
    private const int MostRules = 5000;

    private readonly ConcurrentDictionary<long, object> _rules = new();
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _denials;
    private readonly Counter<long> _firewallRequests;
    private readonly Counter<long> _firewallMatches;
    private readonly Counter<long> _requestBody;
    private readonly Counter<long> _responseBody;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _frontEndDuration;

    /// <summary>Creates the instruments.</summary>
    public PublishingMetrics()
    {
        _requests = _meter.CreateCounter<long>("webpublisher.requests", "{request}", "Requests by what became of them.");
        _denials = _meter.CreateCounter<long>("webpublisher.denials", "{request}", "Requests that were refused or could not be served.");
        _firewallRequests = _meter.CreateCounter<long>("webpublisher.firewall.requests", "{request}", "Requests that the rules of a web application firewall judged, by what they said.");
        _firewallMatches = _meter.CreateCounter<long>("webpublisher.firewall.matches", "{match}", "Matches of a web application firewall's rules, by rule.");
        _requestBody = _meter.CreateCounter<long>("webpublisher.request.body", "By", "Bytes of request bodies.");
        _responseBody = _meter.CreateCounter<long>("webpublisher.response.body", "By", "Bytes of response bodies.");
        _duration = _meter.CreateHistogram("webpublisher.request.duration", "s", "From the request line to the end of the response.", tags: null, s_seconds);
        _frontEndDuration = _meter.CreateHistogram("webpublisher.front_end.duration", "s", "From the first byte sent to a front end to the end of its response header.", tags: null, s_seconds);
    }

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        var decision = s_decisions[(int)record.Decision];
        var tags = new TagList { { "listener", record.Listener }, { "rule", record.Rule } };
        _requestBody.Add(record.RequestBytes, tags);
        _responseBody.Add(record.ResponseBytes, tags);

        tags.Add("decision", decision);
        _duration.Record(record.Duration.TotalSeconds, tags);

        tags.Add("http.response.status_code", record.Status >= 0 && record.Status < s_statuses.Length ? s_statuses[record.Status] : s_otherStatus);
        tags.Add("reason", record.Denial is null ? null : s_reasons[(int)record.Denial.Reason]);
        _requests.Add(1, tags);

        if (record.Denial is { } denial)
        {
            _denials.Add(1, new TagList { { "listener", record.Listener }, { "code", s_codes[(int)denial.Reason] }, { "reason", s_reasons[(int)denial.Reason] } });
        }

        if (record.Firewall is { } firewall)
        {
            Write(record, firewall);
        }

        if (record.FrontEndDuration is TimeSpan frontEnd)
        {
            _frontEndDuration.Record(frontEnd.TotalSeconds, new TagList { { "farm", record.Farm }, { "front_end", record.FrontEnd } });
        }
    }

    private void Write(PublishingRecord record, FirewallRecord firewall)
    {
        var (mode, verdict) = (s_modes[(int)firewall.Mode], s_verdicts[(int)firewall.Verdict]);
        _firewallRequests.Add(1, new TagList { { "rule", record.Rule }, { "mode", mode }, { "verdict", verdict } });
        foreach (var match in firewall.Matches)
        {
            if (!_rules.TryGetValue(match.Id, out var id))
            {
                id = _rules.Count < MostRules ? _rules.GetOrAdd(match.Id, static rule => rule) : "other";
            }

            _firewallMatches.Add(1, new TagList { { "rule_id", id }, { "mode", mode }, { "verdict", verdict } });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
