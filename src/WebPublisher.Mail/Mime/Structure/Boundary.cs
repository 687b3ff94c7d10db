using System.Text;

namespace WebPublisher.Mail.Mime.Structure;

/// <summary>The boundary of a multipart.</summary>
internal sealed class Boundary(byte[] octets)
{
    /// <summary>The octets, without the hyphens.</summary>
    public ReadOnlySpan<byte> Octets => octets;

    /// <summary>What <paramref name="line"/>, which begins with two hyphens, is to this boundary.</summary>
    public Delimiter Match(ReadOnlySpan<byte> line)
    {
        var text = line[2..];
        if (!text.StartsWith(octets))
        {
            return text.Length >= octets.Length && Ascii.EqualsIgnoreCase(text[..octets.Length], octets) ? Delimiter.OtherCase : Delimiter.None;
        }

        var rest = text[octets.Length..];
        if (IsBlank(rest))
        {
            return Delimiter.Next;
        }

        if (!rest.StartsWith("--"u8))
        {
            return Delimiter.NextWithText;
        }

        return IsBlank(rest[2..]) ? Delimiter.Close : Delimiter.CloseWithText;
    }

    /// <summary>Whether one of the two begins with the other.</summary>
    public bool Overlaps(Boundary other) => Octets.StartsWith(other.Octets) || other.Octets.StartsWith(Octets);

    private static bool IsBlank(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(" \t\r\n"u8);
}
