namespace WebPublisher.Waf.SecLang;

/// <summary>One of the variables a rule looks at: <c>ARGS</c>, <c>&amp;ARGS:name</c>, <c>!REQUEST_COOKIES:/^__utm/</c>, <c>XML:/*</c>.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Variable">The name in upper case.</param>
/// <param name="Selector">What follows the colon without quotation marks or slashes of a regular expression, or null.</param>
/// <param name="IsPattern">Whether the selector is a regular expression.</param>
/// <param name="IsCount">Whether it stands for how many there are (<c>&amp;</c>).</param>
/// <param name="IsExclusion">Whether it takes away (<c>!</c>).</param>
public sealed record RuleTarget(SourcePosition Position, string Variable, string? Selector, bool IsPattern, bool IsCount, bool IsExclusion);
