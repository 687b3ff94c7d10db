using System.Buffers;
using System.Globalization;
using System.Text;

namespace WebPublisher.Web.Records;

/// <summary>
/// Writes the fields of one line of the W3C extended log file format into a buffer: separated by spaces, <c>-</c> for an empty one. As IIS does, a space within a
/// value becomes <c>+</c>; everything but printable ASCII is percent-encoded, so that a value can break neither its field nor its line.
/// </summary>
internal ref struct W3CLine(Span<byte> buffer)
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create([.. Enumerable.Range(0x21, 0x7F - 0x21).Select(code => (char)code)]);
    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Writes a value of which at most <paramref name="maximum"/> characters are kept; needs three bytes of room for each UTF-8 byte at worst.</summary>
    public void Field(scoped ReadOnlySpan<char> value, int maximum)
    {
        Separate();
        if (value.IsEmpty)
        {
            Put((byte)'-');
            return;
        }

        var cut = value.Length > maximum;
        value = cut ? value[..maximum] : value;
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAnyExcept(s_plain);
            plain = plain < 0 ? value.Length : plain;
            Encoding.ASCII.GetBytes(value[..plain], _buffer[Length..]);
            Length += plain;
            value = value[plain..];
            if (!value.IsEmpty)
            {
                value = value[PutEncoded(value)..];
            }
        }

        if (cut)
        {
            "..."u8.CopyTo(_buffer[Length..]);
            Length += 3;
        }
    }

    /// <summary>Writes a value that formats itself, such as a number, an address or a time.</summary>
    public void Field<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Separate();
        value.TryFormat(_buffer[Length..], out var written, format, provider: null);
        Length += written;
    }

    /// <summary>Writes date and time in UTC, two fields.</summary>
    public void Time(DateTime value)
    {
        // Of 2026-11-21 10:00:00Z all but the last; formats of their own would take six times as long.
        Separate();
        value.TryFormat(_buffer[Length..], out var written, "u", CultureInfo.InvariantCulture);
        Length += written - 1;
    }

    /// <summary>Ends the line.</summary>
    public void End() => Put((byte)'\n');

    private int PutEncoded(scoped ReadOnlySpan<char> value)
    {
        if (value[0] == ' ')
        {
            Put((byte)'+');
            return 1;
        }

        Rune.DecodeFromUtf16(value, out var rune, out var consumed);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var unit in utf8[..rune.EncodeToUtf8(utf8)])
        {
            Put((byte)'%');
            unit.TryFormat(_buffer[Length..], out var written, "X2");
            Length += written;
        }

        return consumed;
    }

    private void Separate()
    {
        if (Length > 0)
        {
            Put((byte)' ');
        }
    }

    private void Put(byte value) => _buffer[Length++] = value;
}
