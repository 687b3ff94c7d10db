namespace WebPublisher.Policy.Diagnostics;

/// <summary>One thing that is wrong, or questionable, in a policy. Never contains a secret.</summary>
/// <param name="Severity">Whether it stops the policy.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Message">What was expected and, where there is one, a suggestion.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, SourceLocation Location, string Message)
{
    /// <summary>The form every command prints: <c>file:line:column: message</c>, warnings marked as such.</summary>
    public override string ToString() => Severity == DiagnosticSeverity.Warning ? $"{Location}: warning: {Message}" : $"{Location}: {Message}";
}
