using System.Collections.Immutable;

namespace WebPublisher.Policy.Operations.Instruments;

/// <summary>Bounds of histograms of durations, in seconds.</summary>
public static class DurationBuckets
{
    /// <summary>Of requests: finer below 100 ms, where this server's own cost shows, and up to a long poll's length.</summary>
    public static ImmutableArray<double> Requests { get; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

    /// <summary>Of mail, which takes its time.</summary>
    public static ImmutableArray<double> Mail { get; } = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    /// <summary>Of TLS handshakes.</summary>
    public static ImmutableArray<double> Handshakes { get; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
}
