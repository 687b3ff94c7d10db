namespace WebPublisher.Policy.Rules;

/// <summary>Requests that become available at an even pace.</summary>
/// <param name="Requests">How many in each period.</param>
/// <param name="Period">The period.</param>
/// <param name="Burst">The most at once after a pause.</param>
/// <param name="Concurrent">The most under way at the same time, or null for no limit.</param>
public sealed record RateLimit(int Requests, TimeSpan Period, int Burst, int? Concurrent);
