using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Commands.Mail;

/// <summary>Where a dialog did not go as a policy test expects.</summary>
/// <param name="Location">The line of the test.</param>
/// <param name="Expected">What it expects.</param>
/// <param name="Answered">What came.</param>
internal sealed record DialogFailure(SourceLocation Location, string Expected, string Answered)
{
    /// <summary>What the client had said last; null for nothing.</summary>
    public string? Said { get; init; }

    /// <summary>Why the server answered so; null when it gave no reason.</summary>
    public string? Reason { get; init; }
}
