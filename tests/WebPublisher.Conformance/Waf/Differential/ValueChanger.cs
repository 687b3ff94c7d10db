using System.Globalization;
using System.Text;

namespace WebPublisher.Conformance.Waf.Differential;

/// <summary>Changes values as those do who hope that a rule then overlooks them: case, blanks, comments, encodings, cuts, additions.</summary>
internal sealed class ValueChanger(Random random)
{
    private const int Longest = 2_500;

    private static readonly string[] s_blanks = ["\t", "\n", "\r\n", "+", "/**/", "%20", "\v", "\f", "\u00a0", "  ", "", "/*x*/", "--\n", "%0a"];

    private static readonly string[] s_additions =
    [
        "'", "\"", "`", ")", "(", ";", "--", "#", "/*", "*/", "\\", "../", "..\\", "%", "&", "=", "<", ">", "|", "$", "{", "}", "[", "]", "^", "~", "@", "!", "\0", "\r", "\n", "\t", " ", "\u0001", "\u007f",
        "\u0080", "\u00a0", "\u00ff", "\u00c3\u00a9", "\u00ef\u00bc\u009c", "\u00e2\u0080\u00a8", "0x", "1", "a", "/", "?", ":", ",", ".", "<!--", "-->", "</", "\\u", "&#", "%u", "%00", "+",
    ];

    /// <summary>Changes a value, a few times or not at all.</summary>
    /// <param name="value">The value, a character for each octet.</param>
    /// <param name="other">Another one, to be joined with.</param>
    public string Change(string value, string other)
    {
        for (var times = random.Next(4); times > 0 && value.Length > 0; times--)
        {
            value = ChangeOnce(value, other);
        }

        return value.Length > Longest ? value[..Longest] : value;
    }

    private string ChangeOnce(string value, string other) => random.Next(14) switch
    {
        0 => value.ToUpperInvariant(),
        1 => value.ToLowerInvariant(),
        2 => string.Concat(value.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : c)),
        3 => value.Replace(" ", Any(s_blanks), StringComparison.Ordinal),
        4 => value.Insert(random.Next(value.Length + 1), Any(s_additions)),
        5 => value.Remove(random.Next(value.Length), 1),
        6 => value[..random.Next(1, value.Length + 1)],
        7 => value[random.Next(value.Length)..],
        8 => Any(s_additions) + value,
        9 => value + Any(s_additions),
        10 => value + Any([" ", ";", "&", "\n", "/"]) + other,
        11 => value[..random.Next(value.Length + 1)] + other[random.Next(other.Length)..],
        _ => Encode(value),
    };

    private string Encode(string value)
    {
        if (random.Next(8) == 0)
        {
            return Convert.ToBase64String(Encoding.Latin1.GetBytes(value));
        }

        if (random.Next(12) == 0)
        {
            return $"0x{Convert.ToHexStringLower(Encoding.Latin1.GetBytes(value))}";
        }

        // Everything, what is neither letter nor digit, or a character here and there.
        var (form, which) = (random.Next(12), random.Next(3));
        var encoded = new StringBuilder(value.Length * 4);
        foreach (var c in value)
        {
            _ = which == 0 || (which == 1 && !char.IsAsciiLetterOrDigit(c)) || (which == 2 && random.Next(4) == 0) ? encoded.Append(Encode(c, form)) : encoded.Append(c);
        }

        return encoded.ToString();
    }

    private static string Encode(char c, int form)
    {
        var octet = (byte)c;
        return form switch
        {
            0 or 1 => string.Create(CultureInfo.InvariantCulture, $"%{octet:x2}"),
            2 => string.Create(CultureInfo.InvariantCulture, $"%25{octet:X2}"),
            3 => string.Create(CultureInfo.InvariantCulture, $"%u{(int)c:x4}"),
            4 => string.Create(CultureInfo.InvariantCulture, $"&#{octet};"),
            5 => string.Create(CultureInfo.InvariantCulture, $"&#x{octet:x}"),
            6 => string.Create(CultureInfo.InvariantCulture, $"\\x{octet:x2}"),
            7 => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            8 => $"\\{Convert.ToString(octet, 8)}",
            9 => string.Create(CultureInfo.InvariantCulture, $"\\{octet:x} "),
            10 => c is > ' ' and < '\u007f' ? Encoding.Latin1.GetString(Encoding.UTF8.GetBytes([(char)(c - 0x20 + 0xff00)])) : c.ToString(),
            _ => c is >= ' ' and < '\u007f' ? $"{(char)(0xc0 | (octet >> 6))}{(char)(0x80 | (octet & 0x3f))}" : c.ToString(),
        };
    }

    private string Any(string[] words) => words[random.Next(words.Length)];
}
