namespace WebPublisher.Policy.Diagnostics;

/// <summary>A place in a policy file; prints as <c>file:line:column</c>.</summary>
/// <param name="File">Path of the file as the operator knows it: relative to the working directory when it lies below it.</param>
/// <param name="Line">Line, counted from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column in characters, counted from 1; 0 when the whole file is meant.</param>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    /// <summary>The place of something the product brings itself, such as the default rule.</summary>
    public static SourceLocation BuiltIn { get; } = new("(built in)", 0, 0);

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
