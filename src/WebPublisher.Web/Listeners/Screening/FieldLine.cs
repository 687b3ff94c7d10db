using System.Buffers;
using System.Text;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Listeners.Screening;

/// <summary>The lines of a request's header and trailer as RFC 9112 section 5 writes them, and no other way.</summary>
internal static class FieldLine
{
    private const int LongestShown = 64;

    /// <summary>What may stand in a name and in a method (RFC 9110 section 5.6.2).</summary>
    internal static readonly SearchValues<byte> Token = SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    /// <summary>What ends a line, or may not be in one: all control characters but the tab.</summary>
    private static readonly SearchValues<byte> s_controls = SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Where(c => c != '\t').Select(c => (byte)c)]);

    /// <summary>Cuts the next line off.</summary>
    /// <param name="rest">What is left; holds a CRLF. Set to what follows the line.</param>
    /// <param name="line">The line without its end.</param>
    /// <returns>False when something stands in it that may not: a bare CR or LF, or another control character.</returns>
    public static bool TryCut(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOfAny(s_controls);
        line = end < 0 ? rest : rest[..end];
        if (end < 0 || !rest[end..].StartsWith("\r\n"u8))
        {
            return false;
        }

        rest = rest[(end + 2)..];
        return true;
    }

    /// <summary>Divides a line into name and value.</summary>
    /// <returns>False when there is no name, it is no token, or white space stands before it or behind it.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var end = line.IndexOfAnyExcept(Token);
        if (end <= 0 || line[end] != ':')
        {
            name = default;
            value = default;
            return false;
        }

        name = line[..end];
        value = line[(end + 1)..];
        return true;
    }

    /// <summary>The refusal of a line that is not as it should be.</summary>
    public static Denial Refuse(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return line switch
        {
            [(byte)' ' or (byte)'\t', ..] => new Denial(DenialReason.InvalidHeader, "a folded line"),
            _ when colon < 0 => new Denial(DenialReason.InvalidHeader, $"a line without a colon, '{Text(line)}'"),
            _ => new Denial(DenialReason.InvalidHeader, $"field '{Text(line[..colon])}'"),
        };
    }

    /// <summary>The beginning of bytes, for the log.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, LongestShown)]);
}
