namespace WebPublisher.SideBySide;

/// <summary>One round of one peer.</summary>
internal sealed record Measurement(double PerSecond, double CpuPer10K, double PeakMegabytes, long Errors);
