namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Judges whether a value would change the meaning of the SQL statement it is put into: <c>@detectSQLi</c> (CRS rules 942100 and 942101). The value is read as SQL thrice: as it
/// is, as the rest of a string in apostrophes, and as the rest of a string in quotation marks; what each reading reduces to is judged by <see cref="SqlInjectionGrammar"/>.
/// Takes time in proportion to the length of the value, allocates nothing, accepts any characters and any length.
/// </summary>
public static class SqlInjection
{
    /// <summary>Judges a value.</summary>
    /// <param name="value">One character for each byte, as in <see cref="Text.ByteText"/>.</param>
    /// <param name="fingerprint">What it reduces to, if it is an injection.</param>
    public static bool Detect(ReadOnlySpan<char> value, out SqlFingerprint fingerprint)
    {
        fingerprint = default;
        if (value.IsEmpty)
        {
            return false;
        }

        return IsInjection(value, '\0', SqlDialect.Ansi, out fingerprint)
            || (value.Contains('\'') && IsInjection(value, '\'', SqlDialect.Ansi, out fingerprint))
            || (value.Contains('"') && IsInjection(value, '"', SqlDialect.MySql, out fingerprint));
    }

    private static bool IsInjection(ReadOnlySpan<char> value, char quote, SqlDialect dialect, out SqlFingerprint fingerprint)
    {
        var reduction = new SqlReduction(value, quote, dialect);
        fingerprint = reduction.Fingerprint;
        if (SqlInjectionGrammar.Accepts(ref reduction, value))
        {
            return true;
        }

        if (dialect == SqlDialect.Ansi && reduction.IsAmbiguous)
        {
            return IsInjection(value, quote, SqlDialect.MySql, out fingerprint);
        }

        fingerprint = default;
        return false;
    }
}
