using System.Buffers;

namespace WebPublisher.Waf.Transformations;

/// <summary><c>escapeSeqDecode</c>: the escapes of C strings. A backslash before anything else is dropped, one at the end stays.</summary>
internal sealed class EscapeSequenceDecoding() : EscapeDecoding("escapeSeqDecode", CharacterKinds.Backslash, SearchValues.Create("\\"))
{
    protected override bool Decode(ReadOnlySpan<char> source, ref int read, Span<char> result, ref int written)
    {
        if (read + 1 == source.Length)
        {
            return Copy(source, ref read, result, ref written, 1);
        }

        var kind = source[read + 1];
        if (kind is 'x' or 'X' && HexDigits.ArePair(source, read + 2))
        {
            return Put(HexDigits.Byte(source[read + 2], source[read + 3]), result, ref written, ref read, 4);
        }

        if (OctalDigits.IsDigit(kind))
        {
            var value = OctalDigits.Read(source, read + 1, fitsByte: false, out var length);
            return Put(value, result, ref written, ref read, 1 + length);
        }

        return Put(ControlLetters.ToByte(kind) ?? (byte)kind, result, ref written, ref read, 2);
    }
}
