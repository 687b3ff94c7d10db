namespace WebPublisher.Waf.Detectors;

/// <summary>What a token is to the SQL detector. Each kind has a letter in a <see cref="SqlFingerprint"/>: those that ModSecurity's <c>@detectSQLi</c> logs.</summary>
internal enum SqlTokenKind : byte
{
    /// <summary>No token.</summary>
    None,

    /// <summary><c>n</c>: a name that is no word of SQL.</summary>
    Name,

    /// <summary><c>1</c>: a number, TRUE, FALSE, \N.</summary>
    Number,

    /// <summary><c>s</c>: a quoted string, closed or not.</summary>
    QuotedText,

    /// <summary><c>v</c>: a variable, NULL, CURRENT_USER and their kin.</summary>
    Variable,

    /// <summary><c>o</c>: an operator of arithmetic or comparison.</summary>
    Operator,

    /// <summary><c>&amp;</c>: AND, OR, XOR.</summary>
    Logical,

    /// <summary><c>f</c>: a function.</summary>
    Function,

    /// <summary><c>k</c>: a keyword of no group below.</summary>
    Keyword,

    /// <summary><c>E</c>: a word that begins an expression or a query: SELECT, UPDATE, CASE.</summary>
    Expression,

    /// <summary><c>U</c>: UNION, EXCEPT, INTERSECT.</summary>
    Union,

    /// <summary><c>B</c>: GROUP BY, ORDER BY, HAVING, LIMIT.</summary>
    Grouping,

    /// <summary><c>T</c>: a word that begins a statement or a block: DROP, EXEC, BEGIN.</summary>
    Statement,

    /// <summary><c>t</c>: the name of a type.</summary>
    TypeName,

    /// <summary><c>A</c>: COLLATE.</summary>
    Collation,

    /// <summary><c>c</c>: a comment.</summary>
    Comment,

    /// <summary><c>X</c>: what no honest client writes: a comment in a comment, a comment that MySQL executes.</summary>
    Evil,

    /// <summary><c>(</c>.</summary>
    LeftParenthesis,

    /// <summary><c>)</c>.</summary>
    RightParenthesis,

    /// <summary><c>{</c>.</summary>
    LeftBrace,

    /// <summary><c>}</c>.</summary>
    RightBrace,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>;</c>.</summary>
    Semicolon,

    /// <summary><c>.</c> that belongs to no number and no name.</summary>
    Dot,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>\</c>.</summary>
    Backslash,

    /// <summary><c>?</c>: a character that SQL has no use for.</summary>
    Unknown,
}
