using System.Globalization;
using System.Text;

namespace WebPublisher.Mail.Addresses;

/// <summary>U-labels and A-labels (RFC 5890, RFC 5891), on the framework's <see cref="IdnMapping"/>.</summary>
internal static class InternationalDomain
{
    private static readonly IdnMapping s_mapping = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>The A-label form of a name that holds U-labels, in lower case.</summary>
    public static AddressReason ToAscii(string name, out string ascii)
    {
        ascii = "";
        var lower = name.ToLowerInvariant();
        var labelStarts = true;
        foreach (var rune in lower.EnumerateRunes())
        {
            if (!MayStand(rune) || (labelStarts && IsMark(rune)))
            {
                return AddressReason.InternationalDomainSyntax;
            }

            labelStarts = rune.Value == '.';
        }

        // Checked before the mapping, which reports each of these by throwing.
        if (lower[0] == '.' || lower[^1] == '.' || lower.Contains("..", StringComparison.Ordinal))
        {
            return AddressReason.DomainSyntax;
        }

        try
        {
            ascii = s_mapping.GetAscii(lower);
        }
        catch (ArgumentException)
        {
            return AddressReason.InternationalDomainSyntax;
        }

        return ascii.Length > MailDomain.MaximumLength ? AddressReason.DomainTooLong : AddressReason.None;
    }

    /// <summary>The U-label form of a name in ASCII, or the name itself if its A-labels are not genuine.</summary>
    public static string ToUnicode(string ascii)
    {
        if (!ascii.Contains("xn--", StringComparison.Ordinal))
        {
            return ascii;
        }

        try
        {
            var unicode = s_mapping.GetUnicode(ascii);
            return ToAscii(unicode, out var again) == AddressReason.None && again == ascii ? unicode : ascii;
        }
        catch (ArgumentException)
        {
            return ascii;
        }
    }

    /// <summary>
    /// Letters, marks, digits, hyphen and dot: the classes RFC 5892 builds U-labels from. Other signs are refused, among them the full stops U+3002, U+FF0E
    /// and U+FF61, which a mapping would turn into label separators behind the reader's back, and the full-width forms of ASCII.
    /// </summary>
    private static bool MayStand(Rune rune)
    {
        if (rune.Value is '.' or '-' or 0x00B7 or 0x30FB)
        {
            return true;
        }

        if (rune.Value is (>= 0xFF00 and <= 0xFFEF) or (>= 0x1D400 and <= 0x1D7FF) or (>= 0x2100 and <= 0x218F))
        {
            return false;
        }

        return IsMark(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.DecimalDigitNumber;
    }

    private static bool IsMark(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
