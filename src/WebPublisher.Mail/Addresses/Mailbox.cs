using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace WebPublisher.Mail.Addresses;

/// <summary>
/// Reads the one mailbox of a header field: an address, or a name and an address in angle brackets, with comments anywhere (RFC 5322 section 3.4). Costs one pass over the value.
/// </summary>
internal static class Mailbox
{
    /// <summary>Reads <paramref name="value"/>; false when it holds no mailbox, several, a group, or something else.</summary>
    /// <param name="value">The field's value, unfolded or not.</param>
    /// <param name="address">The address.</param>
    public static bool TryReadOnly(ReadOnlySpan<char> value, [NotNullWhen(true)] out MailAddress? address)
    {
        address = null;
        var bare = new StringBuilder(value.Length);
        StringBuilder? bracketed = null;
        var (quoted, inBrackets, inLiteral, gap, comments) = (false, false, false, false, 0);
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            var pair = character == '\\' && (quoted || comments > 0 || inLiteral) && i + 1 < value.Length;
            if (comments > 0)
            {
                comments += pair ? 0 : character switch { '(' => 1, ')' => -1, _ => 0 };
                i += pair ? 1 : 0;
                continue;
            }

            var text = inBrackets ? bracketed! : bare;
            if (quoted || inLiteral)
            {
                text.Append(character);
                if (pair)
                {
                    text.Append(value[++i]);
                }
                else
                {
                    quoted = quoted && character != '"';
                    inLiteral = inLiteral && character != ']';
                }

                continue;
            }

            switch (character)
            {
                case '(':
                    (comments, gap) = (1, true);
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    gap = true;
                    break;
                case ',' or ';' or ':':
                    return false;
                case '<' when bracketed is null:
                    (bracketed, inBrackets) = (new StringBuilder(), true);
                    break;
                case '>' when inBrackets:
                    inBrackets = false;
                    break;
                case '<' or '>':
                    return false;
                default:
                    if (bracketed is not null && !inBrackets)
                    {
                        // Something behind the address.
                        return false;
                    }

                    if (gap && text.Length > 0 && text[^1] is not ('@' or '.') && character is not ('@' or '.'))
                    {
                        // Around dots and the at sign blanks mean nothing; elsewhere they end a word, and no address has two.
                        text.Append(' ');
                    }

                    gap = false;
                    quoted = character == '"';
                    inLiteral = character == '[';
                    text.Append(character);
                    break;
            }
        }

        return !quoted && !inBrackets && !inLiteral && comments == 0 && MailAddress.TryParse((bracketed ?? bare).ToString(), out address, out _);
    }
}
