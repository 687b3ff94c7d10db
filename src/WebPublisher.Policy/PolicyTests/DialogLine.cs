using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.PolicyTests;

/// <summary>A step of a dialog: at least one of the two.</summary>
/// <param name="Say">What the client says, octet for octet but for the line end; null for nothing.</param>
/// <param name="Expect">The next reply; null when none is waited for.</param>
/// <param name="Location">Where the line is written.</param>
public sealed record DialogLine(string? Say, ExpectedReply? Expect, SourceLocation Location);
