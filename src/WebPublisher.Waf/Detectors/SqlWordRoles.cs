namespace WebPublisher.Waf.Detectors;

/// <summary>What a word or operator may do beside what its <see cref="SqlTokenKind"/> says.</summary>
[Flags]
internal enum SqlWordRoles : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A phrase of several words begins with it: UNION (ALL), GROUP (BY).</summary>
    OpensPhrase = 1,

    /// <summary>It may stand before a value without a left operand: <c>+ - ! ~ NOT</c>.</summary>
    Unary = 2,

    /// <summary>It calculates: <c>+ - * / %</c>.</summary>
    Arithmetic = 4,

    /// <summary>A type follows it: <c>::</c>.</summary>
    Cast = 8,

    /// <summary>IN, NOT IN: an operator before a parenthesis, a plain word elsewhere.</summary>
    Membership = 16,

    /// <summary>LIKE, NOT LIKE: a function before a parenthesis.</summary>
    Likeness = 32,

    /// <summary>A name or variable that is a function before a parenthesis: USER, DATABASE.</summary>
    Callable = 64,

    /// <summary>IF: a statement after a semicolon, a function elsewhere.</summary>
    Conditional = 128,
}
