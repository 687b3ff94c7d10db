using System.Text;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>Texts with a value in them, in the forms that bodies, queries and fields have. Texts have a character for each octet.</summary>
internal static class Bodies
{
    /// <summary>A value of a query or a form.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isAll">Whether letters and digits are encoded as well.</param>
    public static string Encoded(string value, bool isAll)
    {
        var encoded = new StringBuilder(value.Length * 3);
        foreach (var c in value)
        {
            _ = c == ' ' && !isAll ? encoded.Append('+')
                : !isAll && (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '!' or '*' or '(' or ')' or '\'' or ',' or '/' or ':' or '@' or '$') ? encoded.Append(c)
                : encoded.Append('%').Append(((byte)c).ToString("X2"));
        }

        return encoded.ToString();
    }

    /// <summary>A string of JSON.</summary>
    public static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c)
                : c is < ' ' or >= '\u007f' ? quoted.Append("\\u").Append(((int)c).ToString("x4"))
                : quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Text of XML.</summary>
    public static string Markup(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            _ = c switch
            {
                '<' => text.Append("&lt;"),
                '&' => text.Append("&amp;"),
                '"' => text.Append("&quot;"),
                '\t' or '\n' or '\r' or (>= ' ' and < '\u007f') => text.Append(c),
                < ' ' => text,
                _ => text.Append("&#").Append((int)c).Append(';'),
            };
        }

        return text.ToString();
    }

    /// <summary>A body of several parts.</summary>
    /// <param name="boundary">What divides them.</param>
    /// <param name="parts">The header lines of each, and its content.</param>
    public static string Multipart(string boundary, IEnumerable<(string Header, string Content)> parts)
    {
        var body = new StringBuilder();
        foreach (var (header, content) in parts)
        {
            body.Append("--").Append(boundary).Append("\r\n").Append(header).Append("\r\n\r\n").Append(content).Append("\r\n");
        }

        return body.Append("--").Append(boundary).Append("--\r\n").ToString();
    }

    /// <summary>A value of a field: what cannot stand there is left out.</summary>
    public static string Field(string value)
    {
        var field = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c is >= ' ' and <= '~')
            {
                field.Append(c);
            }
        }

        return field.ToString().Trim();
    }
}
