using System.Text.RegularExpressions;

namespace WebPublisher.Demo.MailServer;

/// <summary>Header text with encoded words (RFC 2047) or in UTF-8 (RFC 6532), made readable.</summary>
internal static partial class EncodedWords
{
    /// <summary>Decodes a field's value, whose characters stand for octets. Controls become spaces.</summary>
    public static string Decode(string value)
    {
        var joined = Between().Replace(TextCoding.Decode(value, encoding: "", charset: ""), "?==?");
        var text = Word().Replace(joined, word => TextCoding.Decode(
            word.Groups["text"].Value.Replace('_', word.Groups["encoding"].Value is "Q" or "q" ? ' ' : '_'),
            word.Groups["encoding"].Value is "Q" or "q" ? "quoted-printable" : "base64",
            word.Groups["charset"].Value));
        return string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
    }

    [GeneratedRegex(@"\?=[ \t]+=\?", RegexOptions.NonBacktracking)]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?(?<charset>[A-Za-z0-9_.:-]{1,40})(\*[A-Za-z-]{1,20})?\?(?<encoding>[BbQq])\?(?<text>[^? ]{0,1000})\?=", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
