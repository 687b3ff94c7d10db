namespace WebPublisher.Waf.Detectors;

/// <summary>Whose comments count.</summary>
internal enum SqlDialect
{
    /// <summary><c>--</c> begins a comment whatever follows; <c>#</c> is an operator.</summary>
    Ansi,

    /// <summary><c>--</c> begins a comment only before white space; <c>#</c> begins one.</summary>
    MySql,
}
