using System.Globalization;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>utf8toUnicode</c>: UTF-8 becomes <c>%uHHHH</c>, which <c>urlDecodeUni</c> then maps to a byte. As in mod_security2 null bytes and lead bytes that nothing fitting
/// follows vanish, other bytes that are not UTF-8 stay, and characters written too long or as surrogates are followed by their lead byte.
/// </summary>
internal sealed class Utf8ToUnicode : Transformation
{
    /// <summary>No lead byte of n continues to more than 4 n characters: nine for four bytes, seven for two.</summary>
    private const int MostForByte = 4;

    /// <summary>Lead bytes from here on are kept whatever follows.</summary>
    private const byte FirstBeyondUnicode = 0xF5;

    public override string Name => "utf8toUnicode";

    public override CharacterKinds Touches => CharacterKinds.High | CharacterKinds.Null;

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        var run = source.IndexOfAnyExceptInRange('\u0001', '\u007F');
        if (run < 0)
        {
            return input;
        }

        var result = arena.Reserve(Bound(source, run));
        var written = 0;
        var isChanged = false;
        for (; run >= 0; run = source.IndexOfAnyExceptInRange('\u0001', '\u007F'))
        {
            source[..run].CopyTo(result[written..]);
            written += run;
            source = source[run..];
            var length = SequenceLength(source);
            isChanged |= length >= 0;
            if (length < 0)
            {
                result[written++] = source[0];
            }
            else if (length > 1)
            {
                written = Put(source[..length], result, written);
            }

            source = source[Math.Max(1, length)..];
        }

        if (!isChanged)
        {
            return input;
        }

        source.CopyTo(result[written..]);
        return arena.Commit(written + source.Length);
    }

    private static int Bound(ReadOnlySpan<char> source, int start)
    {
        var high = 0;
        foreach (var character in source[start..])
        {
            high += character >= 0x80 ? 1 : 0;
        }

        return source.Length + ((MostForByte - 1) * high);
    }

    /// <summary>How many bytes a character has at the start; 0 for a byte that vanishes, negative for one that stays.</summary>
    private static int SequenceLength(ReadOnlySpan<char> source)
    {
        var lead = ByteText.ToByte(source[0]);
        var expected = lead switch
        {
            0 => 0,
            >= 0xC0 and < 0xE0 => 2,
            >= 0xE0 and < 0xF0 => 3,
            >= 0xF0 and < 0xF8 => 4,
            _ => -1,
        };
        for (var i = 1; i < expected; i++)
        {
            if (i >= source.Length || (ByteText.ToByte(source[i]) & 0xC0) != 0x80)
            {
                return lead >= FirstBeyondUnicode ? -1 : 0;
            }
        }

        return expected;
    }

    private static int Put(ReadOnlySpan<char> sequence, Span<char> result, int written)
    {
        var lead = ByteText.ToByte(sequence[0]);
        var number = lead & (0x7F >> sequence.Length);
        foreach (var character in sequence[1..])
        {
            number = (number << 6) | (ByteText.ToByte(character) & 0x3F);
        }

        if (lead >= FirstBeyondUnicode)
        {
            result[written++] = sequence[0];
        }

        result[written++] = '%';
        result[written++] = 'u';
        number.TryFormat(result[written..], out var digits, "x4", CultureInfo.InvariantCulture);
        written += digits;
        if (number is >= 0xD800 and <= 0xDFFF)
        {
            result[written++] = sequence[0];
        }

        var isOverlong = number < sequence.Length switch { 2 => 0x80, 3 => 0x800, _ => 0x10000 };
        if (isOverlong)
        {
            result[written++] = sequence[0];
        }

        return written;
    }
}
