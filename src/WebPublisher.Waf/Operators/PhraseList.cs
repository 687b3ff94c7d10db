using System.Globalization;
using System.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>Phrases as <c>@pm</c>, <c>@strmatch</c> and their files write them: bytes between bars in hexadecimal (<c>|0d 0a|</c>), a backslash before <c>: ; \ "</c>.</summary>
internal static class PhraseList
{
    /// <summary>Separates the phrases of <c>@pm</c>, which stand between white space.</summary>
    /// <param name="argument">One character for each byte.</param>
    public static IReadOnlyList<string> Split(string argument) =>
        Decode(argument).Split([' ', '\t', '\n', '\v', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads one line of a phrase file; null for an empty line or a comment.</summary>
    /// <param name="line">One character for each byte.</param>
    public static string? OfLine(string line)
    {
        // mod_security2 decodes before it trims and looks for a comment, so that the line |23| is a comment, too.
        var phrase = TrimSpace(Decode(line));
        return phrase.Length == 0 || phrase[0] == '#' ? null : phrase;
    }

    /// <summary>Takes quotation marks around the whole and resolves bars and backslashes; a text that has an escape that is not known stays as it is.</summary>
    public static string Decode(string text)
    {
        var content = text.AsSpan().TrimStart(" \t\n\v\f\r");
        if (content.Length >= 2 && content[0] == '"' && content[^1] == '"')
        {
            content = content[1..^1];
        }

        var decoded = new StringBuilder(content.Length);
        var isHexadecimal = false;
        var isEscaped = false;
        var pending = -1;
        foreach (var character in content)
        {
            if (character == '|')
            {
                isHexadecimal = !isHexadecimal;
            }
            else if (!isEscaped && character == '\\')
            {
                isEscaped = true;
            }
            else if (isHexadecimal)
            {
                if (!char.IsAsciiHexDigit(character))
                {
                    continue;
                }

                var digit = int.Parse([character], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                if (pending >= 0)
                {
                    decoded.Append(Text.ByteText.FromByte((byte)((pending << 4) | digit)));
                }

                pending = pending >= 0 ? -1 : digit;
            }
            else if (isEscaped)
            {
                if (character is not (':' or ';' or '\\' or '"'))
                {
                    return text;
                }

                decoded.Append(character);
                isEscaped = false;
            }
            else
            {
                decoded.Append(character);
            }
        }

        return decoded.ToString();
    }

    private static string TrimSpace(string text) => text.Trim(' ', '\t', '\n', '\v', '\f', '\r');
}
