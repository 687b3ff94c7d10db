using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Antivirus;

/// <summary>What is counted of scans.</summary>
internal static class AntivirusMetrics
{
    /// <summary>The outcome of a scan that did not come about.</summary>
    public const string Unavailable = "Unavailable";

    private static readonly Meter s_meter = new(TelemetryNames.Meter);

    private static readonly Counter<long> s_scans = SmtpInstruments.AntivirusScans.Counter(s_meter);

    /// <summary>Counts one.</summary>
    public static void Count(string outcome) => s_scans.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
