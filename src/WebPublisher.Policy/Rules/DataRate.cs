namespace WebPublisher.Policy.Rules;

/// <summary>How slow a transfer may be.</summary>
/// <param name="BytesPerSecond">The slowest; at least 1.</param>
/// <param name="Grace">How long it may be slower.</param>
public sealed record DataRate(long BytesPerSecond, TimeSpan Grace)
{
    /// <summary>240 bytes a second, or less for five seconds: what Kestrel asks of every client.</summary>
    public static DataRate Usual { get; } = new(240, TimeSpan.FromSeconds(5));
}
