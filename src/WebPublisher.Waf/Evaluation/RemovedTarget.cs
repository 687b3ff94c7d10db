using WebPublisher.Waf.Compilation;

namespace WebPublisher.Waf.Evaluation;

/// <summary>Values that <c>ctl</c> takes away from rules.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Selector">Which members; null for all.</param>
internal sealed record RemovedTarget(Variable Variable, Selector? Selector);
