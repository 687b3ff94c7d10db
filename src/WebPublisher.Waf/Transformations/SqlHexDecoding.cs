using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>
/// <c>sqlHexDecode</c>: <c>0x</c> and pairs of digits become bytes. As in mod_security2 the character after the digits is copied unseen, and the result ends at the first
/// null byte, also a decoded one.
/// </summary>
internal sealed class SqlHexDecoding : Transformation
{
    public override string Name => "sqlHexDecode";

    public override ByteText Apply(ByteText input, TextArena arena)
    {
        var source = input.Span;
        if (!source.Contains('\0') && source.IndexOf("0x", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return input;
        }

        var result = arena.Reserve(source.Length);
        var written = 0;
        for (var read = 0; read < source.Length; read++)
        {
            if (source[read] == '0' && read + 1 < source.Length && source[read + 1] is 'x' or 'X' && HexDigits.ArePair(source, read + 2))
            {
                for (read += 2; HexDigits.ArePair(source, read); read += 2)
                {
                    result[written++] = ByteText.FromByte(HexDigits.Byte(source[read], source[read + 1]));
                }
            }

            if (read >= source.Length || source[read] == '\0')
            {
                break;
            }

            result[written++] = source[read];
        }

        var end = result[..written].IndexOf('\0');
        return arena.Commit(end < 0 ? written : end);
    }
}
