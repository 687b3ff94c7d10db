namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>Options that a pattern changes within itself, as <c>(?i)</c> does.</summary>
[Flags]
internal enum PatternOptions
{
    None = 0,
    IgnoreCase = 1,
    MultiLine = 2,
    DotAll = 4,
    Extended = 8,
    Ungreedy = 16,
    ExtendedMore = 32,
    DollarEndOnly = 64,
}
