namespace WebPublisher.Waf.SecLang;

/// <summary>A place in a rule file.</summary>
/// <param name="File">The file, as it was named or found.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
public readonly record struct SourcePosition(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
