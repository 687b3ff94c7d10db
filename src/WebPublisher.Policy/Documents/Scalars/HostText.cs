using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Brings a host name into the one form in which it is compared: lower case, punycode (RFC 5891), no trailing dot.</summary>
internal static class HostText
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Reads a name or an IP address (IPv6 with or without brackets).</summary>
    /// <param name="text">What was written.</param>
    /// <param name="host">The comparable form; IPv6 without brackets.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(string text, out string host)
    {
        host = text;
        if (text.Contains("://", StringComparison.Ordinal))
        {
            var bare = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? $"; write {Quoted.Text(uri.Host)}" : "";
            return $"{Quoted.Text(text)} is a URL where a host name is expected{bare}";
        }

        if (text.Contains('/'))
        {
            return $"{Quoted.Text(text)} is not a host name; paths stand under 'paths'";
        }

        var unbracketed = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        if (AddressText.TryParse(unbracketed, out var address) && (unbracketed == text || address.AddressFamily == AddressFamily.InterNetworkV6))
        {
            host = address.ToString();
            return null;
        }

        if (text.Contains(':'))
        {
            return $"{Quoted.Text(text)} is not a host name; a host has no port here";
        }

        if (text.EndsWith('.'))
        {
            return $"{Quoted.Text(text)} ends with a dot; write {Quoted.Text(text.TrimEnd('.'))}";
        }

        if (text.All(c => char.IsAsciiDigit(c) || c == '.'))
        {
            return $"{Quoted.Text(text)} is neither a host name nor an IP address";
        }

        // Without culture data there is no Unicode normalisation either, and a decomposed letter would make another name than its composed twin.
        if (text.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
        {
            return $"{Quoted.Text(text)} contains combining characters; write the name in its ASCII form (xn--...)";
        }

        // Nor does the mapping itself look at what it encodes (RFC 5892 section 2): a space that was pasted along would make a name that nobody has. Three dots of other scripts divide labels.
        if (text.EnumerateRunes().Any(rune => !rune.IsAscii && !Rune.IsLetterOrDigit(rune) && rune.Value is not (0x3002 or 0xFF0E or 0xFF61)))
        {
            return $"{Quoted.Text(text)} is not a host name: it has a character that is neither a letter nor a digit";
        }

        try
        {
            // Lower case first: without culture data the mapping does not fold letters beyond ASCII.
            host = Idn.GetAscii(text.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return $"{Quoted.Text(text)} is not a host name: labels of letters, digits and inner hyphens, at most 63 characters each and 253 together";
        }

        return host.Length <= 253 ? null : $"{Quoted.Text(text)} is longer than 253 characters";
    }
}
