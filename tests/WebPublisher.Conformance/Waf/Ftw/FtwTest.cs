namespace WebPublisher.Conformance.Waf.Ftw;

/// <summary>A test of a rule.</summary>
/// <param name="Id">Rule and number, <c>942100-3</c>.</param>
/// <param name="RuleId">The rule.</param>
/// <param name="Number">The number, as overrides name it.</param>
/// <param name="Group">The directory it lies in, which is named after a file of rules.</param>
/// <param name="File">The name of its file.</param>
/// <param name="IsEnabled">Whether it is to be played.</param>
/// <param name="Stages">What is played, in order.</param>
internal sealed record FtwTest(string Id, long RuleId, int Number, string Group, string File, bool IsEnabled, IReadOnlyList<FtwStage> Stages);
