using System.Buffers;
using System.Text;

namespace WebPublisher.Web.Records;

/// <summary>
/// Collects printable ASCII in a caller's buffer and stops at its end with an ellipsis. Whatever else a stranger sends is percent-encoded as UTF-8, so that no
/// line break, escape sequence or look-alike character reaches a log.
/// </summary>
internal ref struct BoundedText
{
    private const string Ellipsis = "...";
    private static readonly SearchValues<char> s_plain = SearchValues.Create([.. Enumerable.Range(0x21, 0x7F - 0x21).Select(code => (char)code)]);
    private readonly Span<char> _buffer;

    /// <summary>Starts at the beginning of <paramref name="buffer"/>, which must have room for an ellipsis.</summary>
    public BoundedText(Span<char> buffer) => _buffer = buffer;

    /// <summary>Characters written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something was left out because the buffer was full; nothing is written any more.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds one printable ASCII character as it is.</summary>
    public void Append(char value) => AppendWhole([value]);

    /// <summary>Adds text, percent-encoding all but printable ASCII; what is beyond <paramref name="maximum"/> characters of it is replaced by an ellipsis.</summary>
    public void AppendEncoded(ReadOnlySpan<char> text, int maximum)
    {
        var cut = text.Length > maximum;
        if (cut)
        {
            text = text[..maximum];
        }

        while (!text.IsEmpty && !IsFull)
        {
            var plain = text.IndexOfAnyExcept(s_plain);
            plain = plain < 0 ? text.Length : plain;
            AppendPlain(text[..plain]);
            text = text[plain..];
            if (!text.IsEmpty && !IsFull)
            {
                text = text[AppendRune(text)..];
            }
        }

        if (cut)
        {
            AppendWhole(Ellipsis);
        }
    }

    // As much of it as there is room for.
    private void AppendPlain(scoped ReadOnlySpan<char> text)
    {
        var room = _buffer.Length - Ellipsis.Length - Length;
        AppendWhole(text[..Math.Min(text.Length, room)]);
        if (text.Length > room)
        {
            AppendWhole(text[room..]);
        }
    }

    private int AppendRune(scoped ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Span<char> encoded = stackalloc char[12];
        Rune.DecodeFromUtf16(text, out var rune, out var consumed);
        var bytes = rune.EncodeToUtf8(utf8);
        for (var i = 0; i < bytes; i++)
        {
            encoded[3 * i] = '%';
            utf8[i].TryFormat(encoded[((3 * i) + 1)..], out _, "X2");
        }

        AppendWhole(encoded[..(3 * bytes)]);
        return consumed;
    }

    private void AppendWhole(scoped ReadOnlySpan<char> text)
    {
        if (IsFull)
        {
            return;
        }

        if (Length + text.Length > _buffer.Length - Ellipsis.Length)
        {
            Ellipsis.CopyTo(_buffer[Length..]);
            Length += Ellipsis.Length;
            IsFull = true;
            return;
        }

        text.CopyTo(_buffer[Length..]);
        Length += text.Length;
    }
}
