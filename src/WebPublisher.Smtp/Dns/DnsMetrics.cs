using System.Diagnostics.Metrics;
using WebPublisher.Mail.Dns;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Dns;

/// <summary>What is counted of look-ups.</summary>
internal static class DnsMetrics
{
    private static readonly Meter s_meter = new(TelemetryNames.Meter);

    private static readonly Counter<long> s_lookups = SmtpInstruments.DnsLookups.Counter(s_meter);

    /// <summary>Counts one.</summary>
    public static void Count(DnsAnswer answer, string source) => s_lookups.Add(
        1, new KeyValuePair<string, object?>("outcome", answer.Failure == DnsFailure.None ? answer.Status.ToString() : answer.Failure.ToString()), new KeyValuePair<string, object?>("source", source));
}
