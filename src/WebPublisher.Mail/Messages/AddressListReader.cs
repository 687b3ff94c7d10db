using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Mime.Headers;

namespace WebPublisher.Mail.Messages;

/// <summary>
/// Reads the mailboxes of a field as tolerantly as mail clients do: names and comments, groups, addresses with or without brackets, several separated by commas or semicolons
/// (RFC 5322 section 3.4). One pass; no input makes it throw.
/// </summary>
internal sealed class AddressListReader
{
    private readonly List<MessageAddress> _addresses = [];
    private readonly StringBuilder _words = new();
    private readonly StringBuilder _bracketed = new();
    private readonly StringBuilder _comment = new();
    private bool _hasBrackets;

    private AddressListReader()
    {
    }

    /// <summary>The mailboxes of a value in which each octet is a character, at most so many.</summary>
    public static IReadOnlyList<MessageAddress> Read(string value, int most)
    {
        var reader = new AddressListReader();
        var at = 0;
        while (at < value.Length && reader._addresses.Count < most)
        {
            at = reader.Take(value, at);
        }

        reader.EndAddress();
        return reader._addresses;
    }

    /// <summary>Takes one character, or a whole quoted text, comment or bracket.</summary>
    private int Take(string value, int at)
    {
        switch (value[at])
        {
            case '"':
                return TakeQuoted(value, at, _words);
            case '(':
                return TakeComment(value, at);
            case '<':
                _hasBrackets = true;
                return TakeBracketed(value, at);
            case ',' or ';':
                EndAddress();
                return at + 1;
            case ':' when !_hasBrackets:
                // What came before is the name of a group.
                _words.Clear();
                return at + 1;
            case '[':
                var end = value.IndexOf(']', at);
                end = end < 0 ? value.Length : end + 1;
                _words.Append(value, at, end - at);
                return end;
            default:
                _words.Append(value[at]);
                return at + 1;
        }
    }

    private static int TakeQuoted(string value, int at, StringBuilder text)
    {
        text.Append(value[at]);
        for (at++; at < value.Length; at++)
        {
            text.Append(value[at]);
            if (value[at] == '"')
            {
                return at + 1;
            }

            if (value[at] == '\\' && at + 1 < value.Length)
            {
                text.Append(value[++at]);
            }
        }

        return at;
    }

    private int TakeComment(string value, int at)
    {
        var depth = 1;
        for (at++; at < value.Length; at++)
        {
            depth += value[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return at + 1;
            }

            at += value[at] == '\\' && at + 1 < value.Length ? 1 : 0;
            _comment.Append(value[at]);
        }

        return at;
    }

    private int TakeBracketed(string value, int at)
    {
        for (at++; at < value.Length && value[at] is not '>'; at++)
        {
            if (value[at] == '"')
            {
                at = TakeQuoted(value, at, _bracketed) - 1;
            }
            else
            {
                _bracketed.Append(value[at]);
            }
        }

        return at + 1;
    }

    private void EndAddress()
    {
        var words = _words.ToString().Trim();
        var comment = _comment.ToString().Trim();
        var text = RawText.Decode((_hasBrackets ? _bracketed.ToString() : words).Trim());
        if (text.Length > 0 || words.Length > 0)
        {
            var name = EncodedWords.Decode(_hasBrackets && words.Length > 0 ? Unquote(words) : comment);
            _ = MailAddress.TryParse(RouteLess(text), out var address, out _);
            _addresses.Add(new MessageAddress(name, text, address));
        }

        _words.Clear();
        _bracketed.Clear();
        _comment.Clear();
        _hasBrackets = false;
    }

    /// <summary>The address without the way it was once to take (RFC 5322 section 4.4), and without white space around its at sign and dots.</summary>
    private static string RouteLess(string text)
    {
        var colon = text.StartsWith('@') ? text.IndexOf(':', StringComparison.Ordinal) : -1;
        text = text[(colon + 1)..];
        return text.Contains('"', StringComparison.Ordinal) ? text : string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Unquote(string words)
    {
        if (!words.Contains('"', StringComparison.Ordinal))
        {
            return words;
        }

        var text = new StringBuilder(words.Length);
        for (var at = 0; at < words.Length; at++)
        {
            at += words[at] == '\\' && at + 1 < words.Length ? 1 : 0;
            if (words[at] != '"' || (at > 0 && words[at - 1] == '\\'))
            {
                text.Append(words[at]);
            }
        }

        return text.ToString();
    }
}
