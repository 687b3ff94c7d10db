using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>Octets of a header that no character set is declared for: UTF-8 if they are (RFC 6532), otherwise Windows-1252.</summary>
internal static class RawText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> octets)
    {
        if (Ascii.IsValid(octets))
        {
            return Encoding.ASCII.GetString(octets);
        }

        return System.Text.Unicode.Utf8.IsValid(octets) ? s_strict.GetString(octets) : Charsets.Windows1252.GetString(octets);
    }

    /// <summary>The same of a text in which each character is an octet; what is none stays.</summary>
    public static string Decode(string octets)
        => Ascii.IsValid(octets) || octets.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff') ? octets : Decode(Encoding.Latin1.GetBytes(octets));
}
