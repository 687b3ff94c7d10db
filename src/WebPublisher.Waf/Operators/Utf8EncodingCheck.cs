using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary><c>@validateUtf8Encoding</c>: matches a value that is not UTF-8 (RFC 3629): stray or missing bytes, longer forms than needed, surrogates, U+140000 and above.</summary>
internal sealed class Utf8EncodingCheck : RuleOperator
{
    /// <inheritdoc/>
    public override bool Matches(ByteText value, OperatorContext context)
    {
        var rest = value.Span;
        while (true)
        {
            var high = rest.IndexOfAnyExceptInRange('\0', '\x7f');
            if (high < 0)
            {
                return false;
            }

            rest = rest[high..];
            var length = CharacterLength(rest);
            if (length == 0)
            {
                return true;
            }

            rest = rest[length..];
        }
    }

    /// <summary>How many bytes the character at the beginning takes; 0 where it is none.</summary>
    private static int CharacterLength(ReadOnlySpan<char> text)
    {
        var first = ByteText.ToByte(text[0]);
        var (length, least) = first switch
        {
            >= 0xC0 and < 0xE0 => (2, 0x80),
            >= 0xE0 and < 0xF0 => (3, 0x800),
            >= 0xF0 and < 0xF5 => (4, 0x10000),
            _ => (0, 0),
        };
        if (length == 0 || text.Length < length)
        {
            return 0;
        }

        var codePoint = first & (0x7F >> length);
        for (var i = 1; i < length; i++)
        {
            var next = ByteText.ToByte(text[i]);
            if ((next & 0xC0) != 0x80)
            {
                return 0;
            }

            codePoint = (codePoint << 6) | (next & 0x3F);
        }

        return codePoint < least || codePoint is >= 0xD800 and <= 0xDFFF ? 0 : length;
    }
}
