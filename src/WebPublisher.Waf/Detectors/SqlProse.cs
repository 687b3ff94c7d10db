namespace WebPublisher.Waf.Detectors;

/// <summary>
/// Tells prose from injections where the kinds of tokens are the same: "admin' --" hides the rest of a statement, "yes -- no" is punctuation; <c>' and '</c> breaks out of a
/// string, "he said 'a' and 'b'" does not.
/// </summary>
internal static class SqlProse
{
    // SQL Server leaves statements with this name in them out of its log, so attackers append it as a comment.
    private const string LogEvasion = "sp_password";

    /// <summary>Whether a value that looks like an injection is none.</summary>
    public static bool Excuses(ref SqlReduction reduction, ReadOnlySpan<char> value)
    {
        var fingerprint = reduction.Fingerprint;
        var last = fingerprint.Kind(fingerprint.Length - 1);
        if (fingerprint.Length > 1 && last == SqlTokenKind.Comment && value.Contains(LogEvasion, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return fingerprint.Length switch
        {
            2 => last == SqlTokenKind.Union ? reduction.TokensRead == 2 : ExcusesComment(ref reduction, value),
            3 => ExcusesThree(ref reduction, fingerprint),
            _ => false,
        };
    }

    private static bool ExcusesComment(ref SqlReduction reduction, ReadOnlySpan<char> value)
    {
        var first = reduction[0];
        var comment = reduction.TextOf(reduction[1]);
        switch (comment.IsEmpty ? '\0' : comment[0])
        {
            case '#':
                return true;
            case '/':
                return false;
        }

        switch (first.Kind)
        {
            case SqlTokenKind.Name:
                return true;
            case SqlTokenKind.Number:
                // A number that something was added to is no range of numbers; neither is one with a comment right behind it.
                var rest = value[Math.Min(first.Length, value.Length)..];
                return reduction.TokensRead <= 2 && !(rest is [<= ' ', ..] or ['-', '-', ..] or ['/', '*', ..]);
            default:
                return comment.Length > 2 && comment[0] == '-';
        }
    }

    private static bool ExcusesThree(ref SqlReduction reduction, SqlFingerprint fingerprint)
    {
        var first = reduction[0];
        var third = reduction[2];
        switch (fingerprint.Kind(0), fingerprint.Kind(1), fingerprint.Kind(2))
        {
            case (SqlTokenKind.QuotedText, SqlTokenKind.Operator or SqlTokenKind.Logical, SqlTokenKind.QuotedText):
                // ' or ' fits between the quotation marks of a statement; 'a' or 'b' does not.
                return first.Opening != '\0' || third.Closing != '\0' || first.Closing != third.Opening;
            case (SqlTokenKind.QuotedText, SqlTokenKind.Logical, SqlTokenKind.Name):
            case (SqlTokenKind.Name, SqlTokenKind.Logical, SqlTokenKind.Number):
            case (SqlTokenKind.Number, SqlTokenKind.Logical, SqlTokenKind.Number or SqlTokenKind.Variable or SqlTokenKind.QuotedText):
                return reduction.TokensRead == 3;
            case (_, SqlTokenKind.Keyword, _):
                // Of the keywords only INTO OUTFILE and INTO DUMPFILE do harm between two values.
                return reduction[1].Word == 0 || !SqlVocabulary.Word(reduction[1].Word).Text.StartsWith("INTO ", StringComparison.Ordinal);
            default:
                return false;
        }
    }
}
