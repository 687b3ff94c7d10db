namespace WebPublisher.Policy.Diagnostics;

/// <summary>Whether a diagnostic stops a policy from taking effect.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The policy takes effect, but the operator should know.</summary>
    Warning,

    /// <summary>The policy does not take effect.</summary>
    Error,
}
