using System.Collections.Immutable;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy;

/// <summary>What came of loading a policy.</summary>
/// <param name="Policy">The compiled policy, or null when there was at least one error.</param>
/// <param name="Diagnostics">Every error and warning.</param>
/// <param name="Files">Absolute paths of everything that was read, and of included directories: a change to any of them may change the policy.</param>
public sealed record PolicyLoadResult(PublisherPolicy? Policy, DiagnosticList Diagnostics, ImmutableArray<string> Files)
{
    /// <summary>Where the server keeps its state, also of a policy with errors elsewhere: who looks for the running server needs no more. Null when the main file cannot be read.</summary>
    public string? StateDirectory { get; init; }
}
