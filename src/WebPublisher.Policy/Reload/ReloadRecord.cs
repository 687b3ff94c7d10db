using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Reload;

/// <summary>One reload, for the operator who asks what happened when.</summary>
/// <param name="Time">When it ended.</param>
/// <param name="Revision">The revision loaded, or null when there was none.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">The first error, or what was done. Contains no secret.</param>
public sealed record ReloadRecord(DateTimeOffset Time, string? Revision, ReloadOutcome Outcome, string Message)
{
    /// <summary>The most errors that are kept.</summary>
    public const int MaximumErrors = 100;

    /// <summary>The first errors of a policy that was rejected.</summary>
    public ImmutableArray<Diagnostic> Errors { get; init; } = [];
}
