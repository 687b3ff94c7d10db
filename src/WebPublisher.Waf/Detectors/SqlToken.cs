namespace WebPublisher.Waf.Detectors;

/// <summary>A stretch of the judged value, seen as SQL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where its content begins: for quoted text the character after the quotation mark.</param>
/// <param name="Length">How long its content is.</param>
internal record struct SqlToken(SqlTokenKind Kind, int Start, int Length)
{
    /// <summary>What else it may do.</summary>
    public SqlWordRoles Roles { get; set; }

    /// <summary>The quotation mark before it, or NUL.</summary>
    public char Opening { get; set; }

    /// <summary>The quotation mark that ends it, or NUL where the value ended first.</summary>
    public char Closing { get; set; }

    /// <summary>The entry of the vocabulary, where it has one.</summary>
    public SqlWord? Word { get; set; }
}
