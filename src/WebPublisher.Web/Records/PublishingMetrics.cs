using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using WebPublisher.Policy.Firewall;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Operations.Instruments;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Records;

/// <summary>
/// Counts records. Every tag comes from the policy, a closed enum or a status code: nothing a stranger chooses (host, path, method, user agent) becomes a tag, so the
/// number of series is bounded. Allocates nothing. What is measured of a request is held back for a moment (<see cref="MeasurementBatches"/>); whoever collects gets all of it.
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
    private readonly MeasurementBatches _batches;

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
        _batches = new MeasurementBatches(Record);
        InstrumentDefinition.BeforeCollecting(_meter, _batches.Flush);
    }

    /// <inheritdoc/>
    public override void Write(PublishingRecord record)
    {
        if (record.Firewall is { } firewall)
        {
            Write(record, firewall);
        }

        var measurement = new RequestMeasurement(record);
        if (record.TraceId is null)
        {
            _batches.Add(measurement);
        }
        else
        {
            // Where exemplars are asked for (OTEL_METRICS_EXEMPLAR_FILTER), they name the trace that is under way when it is recorded.
            Record(new ReadOnlySpan<RequestMeasurement>(in measurement));
        }
    }

    private void Record(ReadOnlySpan<RequestMeasurement> requests)
    {
        // Those that follow each other with the same tags are recorded together: finding the series by its tags is most of the work.
        while (requests is [var first, ..])
        {
            var alike = 1;
            while (alike < requests.Length && requests[alike].Tags == first.Tags)
            {
                alike++;
            }

            Record(first.Tags, requests[..alike]);
            requests = requests[alike..];
        }
    }

    private void Record(in RequestTags request, ReadOnlySpan<RequestMeasurement> measurements)
    {
        var status = request.Status >= 0 && request.Status < s_statuses.Length ? s_statuses[request.Status] : s_otherStatus;
        var reason = request.Denial is { } refused ? s_reasons[(int)refused] : null;
        var sized = new TagList { { "listener", request.Listener }, { "rule", request.Rule }, { "http.request.method", request.Method }, { "url.scheme", request.Scheme } };
        var timed = sized;
        timed.Add("http.response.status_code", status);
        timed.Add("error.type", request.Status < 500 ? null : reason ?? status);
        foreach (ref readonly var measurement in measurements)
        {
            _requestBody.Record(measurement.RequestBytes, sized);
            _responseBody.Record(measurement.ResponseBytes, sized);
            _duration.Record(measurement.Duration.TotalSeconds, timed);
            if (measurement.FrontEndDuration is TimeSpan frontEnd)
            {
                var server = measurement.FrontEnd is { } authority ? _servers.GetOrAdd(authority, static text => Server(text)) : default;
                _frontEndDuration.Record(
                    frontEnd.TotalSeconds,
                    new TagList { { "farm", measurement.Farm }, { "server.address", server.Address }, { "server.port", server.Port }, { "http.request.method", request.Method } });
            }
        }

        _requests.Add(measurements.Length, new TagList
        {
            { "listener", request.Listener },
            { "rule", request.Rule },
            { "decision", s_decisions[(int)request.Decision] },
            { "http.response.status_code", status },
            { "reason", reason },
        });

        if (request.Denial is { } denial)
        {
            _denials.Add(measurements.Length, new TagList { { "listener", request.Listener }, { "code", s_codes[(int)denial] }, { "reason", reason } });
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
    public void Dispose()
    {
        _batches.Flush();
        _meter.Dispose();
    }
}
