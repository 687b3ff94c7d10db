namespace WebPublisher.SmtpSideBySide;

/// <summary>One round of one peer.</summary>
/// <param name="PerSecond">Messages a second.</param>
/// <param name="CpuPerThousand">CPU seconds of all its processes for 1,000 messages.</param>
/// <param name="Failures">Messages that were not accepted.</param>
internal sealed record Measurement(double PerSecond, double CpuPerThousand, int Failures);
