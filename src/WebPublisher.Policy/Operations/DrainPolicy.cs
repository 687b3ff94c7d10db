namespace WebPublisher.Policy.Operations;

/// <summary>How the server lets go of its clients.</summary>
/// <param name="Notice">How long everything is served as before, while load balancers notice that the server is not ready.</param>
/// <param name="Timeout">How long requests, tunnels and mail under way may take when the server stops; then they are cut.</param>
public sealed record DrainPolicy(TimeSpan Notice, TimeSpan Timeout)
{
    /// <summary>What holds when the policy says nothing: right for one server, whose clients can go nowhere else.</summary>
    public static DrainPolicy Default { get; } = new(TimeSpan.Zero, TimeSpan.FromSeconds(10));
}
