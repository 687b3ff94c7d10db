namespace WebPublisher.Waf.Detectors;

/// <summary>A stretch of the judged value, seen as SQL. Of 16 bytes and without references: tokens are moved about much.</summary>
/// <param name="kind">What it is.</param>
/// <param name="start">Where its content begins: for quoted text the character after the quotation mark.</param>
/// <param name="length">How long its content is.</param>
internal struct SqlToken(SqlTokenKind kind, int start, int length)
{
    /// <summary>Where its content begins.</summary>
    public readonly int Start = start;

    /// <summary>How long its content is.</summary>
    public readonly int Length = length;

    /// <summary>The quotation mark before it, or NUL.</summary>
    public char Opening;

    /// <summary>The quotation mark that ends it, or NUL where the value ended first.</summary>
    public char Closing;

    /// <summary>The number of its entry in the vocabulary, or 0.</summary>
    public ushort Word;

    /// <summary>What it is.</summary>
    public SqlTokenKind Kind = kind;

    /// <summary>What else it may do.</summary>
    public SqlWordRoles Roles;
}
