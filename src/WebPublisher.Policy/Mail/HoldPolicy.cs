namespace WebPublisher.Policy.Mail;

/// <summary>How many held messages are kept, and for how long.</summary>
/// <param name="MaximumAge">How long a message waits for an operator before it is deleted.</param>
/// <param name="MaximumMessages">How many may wait; a client whose message would be one more is told to come again.</param>
/// <param name="MaximumSize">How many bytes they may have together.</param>
public sealed record HoldPolicy(TimeSpan MaximumAge, int MaximumMessages, long MaximumSize)
{
    /// <summary>What holds when the policy says nothing.</summary>
    public static HoldPolicy Default { get; } = new(TimeSpan.FromDays(30), 10_000, 2L << 30);
}
