namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>A statement that is none; the parser goes on with the next.</summary>
internal sealed class RuleSyntaxException(RuleDiagnostic diagnostic) : Exception(diagnostic.ToString())
{
    public RuleDiagnostic Diagnostic { get; } = diagnostic;
}
