using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
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
    // Tag values are objects: an integer would be boxed for every request.
    private static readonly object[] s_statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];
    private static readonly object s_otherStatus = "other";
    private static readonly string[] s_decisions = Enum.GetNames<PublishingDecision>();
    private static readonly string[] s_reasons = Enum.GetNames<DenialReason>();
    private static readonly object[] s_codes = [.. Enum.GetValues<DenialReason>().Select(reason => (object)new Denial(reason).Code)];

    private static readonly string[] s_verdicts = Enum.GetNames<FirewallVerdict>();
    private static readonly string[] s_modes = Enum.GetNames<FirewallMode>();

    // Ids are those of the rules that a policy names: no stranger makes one up. Files that are reloaded again and again with other ids do not make more series than this.
    private readonly ConcurrentDictionary<long, object> _rules = new();

    // As many as policies have named front ends since the start.
    private readonly ConcurrentDictionary<string, (string? Address, object? Port)> _servers = new(StringComparer.Ordinal);
    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Counter<long> _requests;
    private readonly Counter<long> _denials;
    private readonly Counter<long> _firewallRequests;
    private readonly Counter<long> _firewallMatches;
    private readonly Histogram<long> _requestBody;
    private readonly Histogram<long> _responseBody;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _frontEndDuration;

    /// <summary>Creates the instruments.</summary>
    public PublishingMetrics()
    {
        _requests = WebInstruments.Requests.Counter(_meter);
        _denials = WebInstruments.Denials.Counter(_meter);
        _firewallRequests = WebInstruments.FirewallRequests.Counter(_meter);
        _firewallMatches = WebInstruments.FirewallMatches.Counter(_meter);
        _requestBody = WebInstruments.RequestBodySize.Histogram<long>(_meter);
        _responseBody = WebInstruments.ResponseBodySize.Histogram<long>(_meter);
        _duration = WebInstruments.RequestDuration.Histogram<double>(_meter);
        _frontEndDuration = WebInstruments.FrontEndDuration.Histogram<double>(_meter);
    }

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        // A tunnel has neither method nor scheme.
        var method = record.Method is "" ? null : WebInstruments.KnownMethod(record.Method);
        var scheme = record.Scheme is "" ? null : record.Scheme;
        var status = record.Status >= 0 && record.Status < s_statuses.Length ? s_statuses[record.Status] : s_otherStatus;
        var tags = new TagList { { "listener", record.Listener }, { "rule", record.Rule }, { "http.request.method", method }, { "url.scheme", scheme } };
        _requestBody.Record(record.RequestBytes, tags);
        _responseBody.Record(record.ResponseBytes, tags);

        var reason = record.Denial is null ? null : s_reasons[(int)record.Denial.Reason];
        tags.Add("http.response.status_code", status);
        tags.Add("error.type", record.Status < 500 ? null : reason ?? status);
        _duration.Record(record.Duration.TotalSeconds, tags);

        _requests.Add(1, new TagList
        {
            { "listener", record.Listener },
            { "rule", record.Rule },
            { "decision", s_decisions[(int)record.Decision] },
            { "http.response.status_code", status },
            { "reason", reason },
        });

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
            var server = record.FrontEnd is { } authority ? _servers.GetOrAdd(authority, static text => Server(text)) : default;
            _frontEndDuration.Record(
                frontEnd.TotalSeconds, new TagList { { "farm", record.Farm }, { "server.address", server.Address }, { "server.port", server.Port }, { "http.request.method", method } });
        }
    }

    // host:port, an IPv6 address in brackets.
    private static (string? Address, object? Port) Server(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return (authority[..colon].Trim('[', ']'), int.Parse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    private void Write(PublishingRecord record, FirewallRecord firewall)
    {
        var (mode, verdict) = (s_modes[(int)firewall.Mode], s_verdicts[(int)firewall.Verdict]);
        _firewallRequests.Add(1, new TagList { { "rule", record.Rule }, { "mode", mode }, { "verdict", verdict } });
        foreach (var match in firewall.Matches)
        {
            if (!_rules.TryGetValue(match.Id, out var id))
            {
                id = _rules.Count < WebInstruments.MostFirewallRules ? _rules.GetOrAdd(match.Id, static rule => rule) : "other";
            }

            _firewallMatches.Add(1, new TagList { { "rule_id", id }, { "mode", mode }, { "verdict", verdict } });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
