namespace WebPublisher.Waf;

/// <summary>What a phase decided.</summary>
/// <param name="Action">What is to be done; <see cref="VerdictAction.Pass"/> wherever the engine only detects.</param>
/// <param name="Status">The HTTP status of the refusal or redirection that was or would have been, 403 where the rule names none; 0 for a pass.</param>
/// <param name="RuleId">The rule that decided or would have, or 0.</param>
/// <param name="Location">Where a redirection leads, macros expanded; null otherwise.</param>
/// <param name="WouldHave">What would have been done if the engine were not set to detect only; the same as <paramref name="Action"/> otherwise.</param>
public readonly record struct Verdict(VerdictAction Action, int Status, long RuleId, string? Location, VerdictAction WouldHave)
{
    /// <summary>It may go on.</summary>
    public static Verdict Pass => default;
}
