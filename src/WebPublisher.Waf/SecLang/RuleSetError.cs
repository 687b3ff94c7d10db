namespace WebPublisher.Waf.SecLang;

/// <summary>Why a rule set cannot be used. One with errors is not used in part.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">What is wrong, what was expected, and where one is near, a suggestion.</param>
public sealed record RuleSetError(SourcePosition Position, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Position}: {Message}";
}
