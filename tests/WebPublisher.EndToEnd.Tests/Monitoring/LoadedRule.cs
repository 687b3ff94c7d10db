namespace WebPublisher.EndToEnd.Tests.Monitoring;

/// <summary>A rule that Prometheus has loaded.</summary>
/// <param name="Name">The alert, or the series it records.</param>
/// <param name="Expression">What it asks.</param>
/// <param name="IsAlert">Whether it alerts.</param>
/// <param name="Error">What went wrong when it was last computed; null when nothing did.</param>
internal sealed record LoadedRule(string Name, string Expression, bool IsAlert, string? Error);
