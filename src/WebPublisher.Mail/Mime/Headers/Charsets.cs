using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>Character sets by the names that mail gives them (IANA names and aliases, and what is found in practice).</summary>
internal static class Charsets
{
    /// <summary>What mail without a declaration most often is, when it is not UTF-8.</summary>
    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// UTF-8 in which an octet that cannot be is read as Windows-1252: for text of unknown character set.
    /// </summary>
    public static Encoding Guessing { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());

    /// <summary>The encoding of a name; null when it is not known. An empty name is ASCII, and is read as what it may be.</summary>
    public static Encoding? Find(string name)
    {
        var plain = name.Trim(' ', '\t', '"', '\'').ToLowerInvariant();
        switch (plain)
        {
            // Declared for ASCII, but used for whatever the sender had.
            case "" or "us-ascii" or "ascii" or "ansi_x3.4-1968" or "utf-8" or "utf8" or "unknown-8bit" or "x-unknown" or "default" or "utf-8mb4" or "unicode-1-1-utf-8":
                return Guessing;

            // A browser, and so a mail client, reads these as the Windows code pages that extend them (WHATWG Encoding).
            case "iso-8859-1" or "iso8859-1" or "latin1" or "iso_8859-1" or "l1" or "cp1252" or "windows1252" or "ansi":
                return Windows1252;
            case "iso-8859-9" or "latin5":
                return CodePage(1254);
            case "gb2312" or "gbk" or "x-gbk" or "cp936" or "gb_2312-80" or "csgb2312":
                return CodePage(936);
            case "ks_c_5601-1987" or "euc-kr" or "ksc5601" or "cp949" or "uhc":
                return CodePage(949);
            case "shift_jis" or "sjis" or "x-sjis" or "cp932" or "ms932" or "windows-31j" or "shift-jis":
                return CodePage(932);
            case "iso-8859-8-i":
                return CodePage(28598);
            case "tis-620" or "iso-8859-11":
                return CodePage(874);
        }

        return ByName(plain) ?? ByNumber(plain);
    }

    /// <summary>Decodes a whole text, which may be UTF-16 without a mark of its byte order (RFC 2781 section 4.3 says big-endian; not everybody reads that).</summary>
    public static string Decode(string charset, ReadOnlySpan<byte> octets)
    {
        var encoding = Find(charset);
        if (encoding is null)
        {
            return Guessing.GetString(octets);
        }

        if (encoding is UnicodeEncoding && charset.Trim().Equals("utf-16", StringComparison.OrdinalIgnoreCase) && octets.Length >= 2)
        {
            return octets switch
            {
                [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
                [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
                [not 0, 0, ..] => Encoding.Unicode.GetString(octets),
                _ => Encoding.BigEndianUnicode.GetString(octets),
            };
        }

        return encoding.GetString(octets);
    }

    private static Encoding CodePage(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number) ?? Windows1252;

    private static Encoding? ByName(string name)
    {
        if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding)
        {
            return encoding;
        }

        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // Not known, or UTF-7, which the platform refuses; the framework has no way to ask first.
            return null;
        }
    }

    /// <summary>"cp-850", "windows1251", "cp1250".</summary>
    private static Encoding? ByNumber(string name)
    {
        var digits = name.AsSpan().TrimStart("abcdefghijklmnopqrstuvwxyz-_ ");
        return digits.Length is > 2 and < 6 && (name.StartsWith("cp", StringComparison.Ordinal) || name.StartsWith("win", StringComparison.Ordinal))
            && int.TryParse(digits, out var number)
                ? CodePagesEncodingProvider.Instance.GetEncoding(number)
                : null;
    }
}
