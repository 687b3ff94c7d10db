namespace WebPublisher.Mail.Spf;

/// <summary>A result and how it came about.</summary>
/// <param name="Result">The result.</param>
/// <param name="Reason">
/// For logs: the term that decided, such as <c>ip4:192.0.2.0/24</c>, or what went wrong. May quote what a stranger publishes: visible ASCII and spaces only, at most some 200 characters.
/// </param>
public sealed record SpfVerdict(SpfResult Result, string Reason)
{
    /// <summary>
    /// Why the client may not send, in the words of the domain (section 6.2), if it has any and the result is <see cref="SpfResult.Fail"/>. A stranger's text: visible ASCII and
    /// spaces only, at most <see cref="SpfLimits.MaximumExplanation"/> characters; say whose it is where it is shown.
    /// </summary>
    public string? Explanation { get; init; }
}
