using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>
/// Recognises SQL where a value is expected (CWE-89). The text is read as words and signs, comments and white space dropped, so that neither <c>UNION/**/SELECT</c> nor
/// a change of case goes past. English is not SQL: a keyword counts only with what it takes to leave the statement that the value was put into.
/// </summary>
internal static class SqlText
{
    private const int MostTokens = 512;

    private static readonly SearchValues<char> s_suspect = SearchValues.Create("'\"();*#/=|&@ \t\r\n");

    private static readonly string[] s_functions =
        ["sleep", "benchmark", "pg_sleep", "load_file", "extractvalue", "updatexml", "xp_cmdshell", "dbms_pipe", "utl_http", "char", "chr", "concat", "ascii", "substring", "substr", "version", "database", "user", "current_user", "count", "group_concat"];

    private static readonly SearchValues<string> s_telling =
        SearchValues.Create(["information_schema", "xp_cmdshell", "sysobjects", "pg_catalog", "sqlite_master", "mysql.user"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text is an attack.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(s_suspect))
        {
            return false;
        }

        return text.ContainsAny(s_telling) || EndsInComment(text) || Judge(Tokens(text));
    }

    /// <summary>A quotation mark, and right behind it a comment that hides the rest of the statement: <c>admin'--</c>.</summary>
    private static bool EndsInComment(ReadOnlySpan<char> text)
    {
        for (var quote = text.IndexOfAny('\'', '"'); quote >= 0; quote = text.IndexOfAny('\'', '"'))
        {
            text = text[(quote + 1)..];
            var rest = text.TrimStart(" )\t\r\n;");
            if (rest.StartsWith("--") || rest.StartsWith("/*") || rest is "#" || rest.StartsWith("# "))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Judge(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            switch (tokens[i])
            {
                case "union" when IsUnion(tokens, i):
                case "or" or "and" or "||" or "&&" or "xor" or "having" when IsTautology(tokens, i):
                case ";" when IsStatement(tokens, i + 1):
                case "waitfor" when At(tokens, i + 1) is "delay" or "time":
                case "into" when At(tokens, i + 1) is "outfile" or "dumpfile" && At(tokens, i + 2) is "'" or "\"":
                case "select" when IsSubquery(tokens, i):
                case "order" when i > 0 && Leaves(tokens[i - 1]) && At(tokens, i + 1) is "by" && IsNumber(At(tokens, i + 2)):
                    return true;
                case "sleep" or "benchmark" or "pg_sleep" when At(tokens, i + 1) is "(" && IsNumber(At(tokens, i + 2)):
                case "load_file" or "extractvalue" or "updatexml" or "xp_cmdshell" when At(tokens, i + 1) is "(":
                    return true;
            }
        }

        return false;
    }

    private static bool IsUnion(List<string> tokens, int at)
    {
        var next = at + 1;
        while (At(tokens, next) is "all" or "distinct" or "distinctrow" or "(")
        {
            next++;
        }

        if (At(tokens, next) is not "select" and not "values")
        {
            return false;
        }

        // "western union select" is no statement; what stands before or behind it makes it one.
        var first = At(tokens, next + 1);
        return (at > 0 && Leaves(tokens[at - 1])) || IsNumber(first) || first is "null" or "*" or "@@" or "@" or "'" or "\"" or "(" or "all" or "top"
            || At(tokens, next + 2) is "," or "(" || tokens.Contains("from") || tokens.Contains("--");
    }

    /// <summary><c>' or 1=1</c>, <c>1 and 'a'='a</c>: behind what ends a value, a comparison of two like things.</summary>
    private static bool IsTautology(List<string> tokens, int at)
    {
        if (at == 0 || !Leaves(tokens[at - 1]))
        {
            return false;
        }

        var next = at + 1;
        while (At(tokens, next) is "(" or "not" or "!")
        {
            next++;
        }

        if (At(tokens, next) is "exists" or "select")
        {
            return true;
        }

        var (left, afterLeft) = Operand(tokens, next);
        var comparison = At(tokens, afterLeft);
        if (left is null || comparison is not ("=" or "<" or ">" or "like" or "<>" or "!=" or "is" or "in" or "between" or "regexp" or "rlike"))
        {
            // ' or sleep(5)
            return left is not null && s_functions.Contains(left) && At(tokens, next + 1) is "(";
        }

        var (right, _) = Operand(tokens, afterLeft + 1);
        return right is not null && (left == right || (IsNumber(left) && IsNumber(right)) || tokens[at - 1] is "'" or "\"" || (s_functions.Contains(left) && At(tokens, next + 1) is "("));
    }

    private static (string? Operand, int After) Operand(List<string> tokens, int at)
    {
        if (At(tokens, at) is "'" or "\"")
        {
            var quote = tokens[at];
            var end = tokens.IndexOf(quote, at + 1);
            return end < 0 ? (string.Concat(tokens.Skip(at + 1)), tokens.Count) : (string.Concat(tokens[(at + 1)..end]), end + 1);
        }

        var operand = At(tokens, at);
        if (operand is null)
        {
            return (null, at);
        }

        if (At(tokens, at + 1) is not "(")
        {
            return (operand, at + 1);
        }

        var close = tokens.IndexOf(")", at + 1);
        return (operand, close < 0 ? tokens.Count : close + 1);
    }

    private static bool IsStatement(List<string> tokens, int at) => At(tokens, at) switch
    {
        "drop" or "truncate" or "alter" => At(tokens, at + 1) is "table" or "database" or "user" or "schema" or "view" or "procedure",
        "create" => At(tokens, at + 1) is "table" or "user" or "function" or "procedure" or "trigger",
        "insert" or "replace" => At(tokens, at + 1) is "into",
        "delete" => At(tokens, at + 1) is "from",
        "update" => tokens.IndexOf("set", at) > 0 && tokens.IndexOf("=", at) > 0,
        "exec" or "execute" => At(tokens, at + 1) is "(" or "@" or "xp_cmdshell" or "master" or "sp_executesql",
        "select" => tokens.IndexOf("from", at) > 0 || At(tokens, at + 2) is "(",
        "shutdown" => at + 1 == tokens.Count || At(tokens, at + 1) is "--" or ";",
        "declare" => At(tokens, at + 1) is "@",
        "waitfor" => true,
        _ => false,
    };

    /// <summary>A statement in parentheses, <c>(select ... from</c>.</summary>
    private static bool IsSubquery(List<string> tokens, int at) =>
        at > 0 && tokens[at - 1] is "(" && (tokens.IndexOf("from", at) > 0 || At(tokens, at + 2) is "(" || At(tokens, at + 1) is "@@" or "@");

    private static bool Leaves(string token) => token is "'" or "\"" or ")" or "`" || IsNumber(token);

    private static bool IsNumber(string? token) => token is { Length: > 0 } && (char.IsAsciiDigit(token[0]) || (token.Length > 1 && token[0] == '-' && char.IsAsciiDigit(token[1])));

    private static string? At(List<string> tokens, int index) => index >= 0 && index < tokens.Count ? tokens[index] : null;

    private static List<string> Tokens(ReadOnlySpan<char> text)
    {
        var tokens = new List<string>();
        while (!text.IsEmpty && tokens.Count < MostTokens)
        {
            var length = Next(text, out var isToken);
            if (isToken)
            {
                tokens.Add(text[..length].ToString().ToLowerInvariant());
            }

            text = text[length..];
        }

        return tokens;
    }

    private static int Next(ReadOnlySpan<char> text, out bool isToken)
    {
        isToken = false;
        var first = text[0];
        if (first <= ' ' || first is '+' or '\u00A0')
        {
            return 1;
        }

        if (text.StartsWith("/*"))
        {
            // MySQL runs what stands in /*! ... */.
            if (text.StartsWith("/*!"))
            {
                var digits = text[3..].IndexOfAnyExceptInRange('0', '9');
                return digits < 0 ? text.Length : 3 + digits;
            }

            var end = text[2..].IndexOf("*/");
            return end < 0 ? text.Length : end + 4;
        }

        if (text.StartsWith("*/"))
        {
            return 2;
        }

        isToken = true;
        if (char.IsAsciiLetterOrDigit(first) || first is '_')
        {
            var length = 1;
            while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '.'))
            {
                length++;
            }

            return length;
        }

        return text.StartsWith("||") || text.StartsWith("&&") || text.StartsWith("--") || text.StartsWith("@@") || text.StartsWith("<>") || text.StartsWith("!=") ? 2 : 1;
    }
}
