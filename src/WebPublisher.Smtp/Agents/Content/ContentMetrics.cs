using System.Diagnostics.Metrics;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>What is counted of other filters.</summary>
internal static class ContentMetrics
{
    /// <summary>It gave a score.</summary>
    public const string Scored = "Scored";

    /// <summary>It could not be had, and was left out.</summary>
    public const string Unavailable = "Unavailable";

    /// <summary>As many were asked as may be at once, and it was left out.</summary>
    public const string Busy = "Busy";

    private static readonly Meter s_meter = new(TelemetryNames.Meter);

    private static readonly Counter<long> s_scores = SmtpInstruments.ContentScorers.Counter(s_meter);

    /// <summary>Counts one.</summary>
    public static void Count(string scorer, string outcome) => s_scores.Add(1, new("scorer", scorer), new("outcome", outcome));
}
