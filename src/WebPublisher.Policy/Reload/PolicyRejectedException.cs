using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Reload;

/// <summary>The policy a server should start with has errors.</summary>
/// <param name="diagnostics">Every error and warning.</param>
#pragma warning disable CA1032, RCS1194 // Without diagnostics it would say nothing.
public sealed class PolicyRejectedException(DiagnosticList diagnostics)
    : Exception("The policy has errors:" + string.Concat(diagnostics.Select(d => Environment.NewLine + d)))
#pragma warning restore CA1032, RCS1194
{
    /// <summary>Every error and warning.</summary>
    public DiagnosticList Diagnostics { get; } = diagnostics;
}
