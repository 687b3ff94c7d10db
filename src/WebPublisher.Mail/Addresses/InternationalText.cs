using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace WebPublisher.Mail.Addresses;

/// <summary>Octets of an address as text: ASCII, or UTF-8 where that is permitted (RFC 6531 section 3.3).</summary>
internal static class InternationalText
{
    /// <summary>Decodes <paramref name="octets"/>; the caller has checked their ASCII part.</summary>
    public static AddressReason Decode(ReadOnlySpan<byte> octets, bool smtpUtf8, [NotNull] out string? text)
    {
        text = "";
        if (Ascii.IsValid(octets))
        {
            text = Encoding.ASCII.GetString(octets);
            return AddressReason.None;
        }

        if (!smtpUtf8)
        {
            return AddressReason.NonAscii;
        }

        if (!Utf8.IsValid(octets))
        {
            return AddressReason.InvalidUtf8;
        }

        var decoded = Encoding.UTF8.GetString(octets);
        foreach (var rune in decoded.EnumerateRunes())
        {
            // NEL and the line and paragraph separators end lines for software that is careless further in.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return AddressReason.ControlCharacter;
            }
        }

        text = decoded;
        return AddressReason.None;
    }
}
