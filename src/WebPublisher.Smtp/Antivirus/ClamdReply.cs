using System.Buffers;
using System.Text;

namespace WebPublisher.Smtp.Antivirus;

/// <summary>
/// clamd's answer to INSTREAM (clamd(8), section COMMANDS): <c>stream: OK</c>, <c>stream: NAME FOUND</c>, or a line that ends in <c>ERROR</c>. What has another form is no
/// answer: a scanner that is misunderstood must not let anything pass.
/// </summary>
/// <param name="Verdict">What the scan came to.</param>
/// <param name="Signature">The name of what was found; empty for a clean message.</param>
public readonly record struct ClamdReply(ScanVerdict Verdict, string Signature)
{
    /// <summary>The longest answer, in octets.</summary>
    public const int MaximumLength = 1024;

    private const string LargestPassed = "size limit exceeded";

    private static readonly SearchValues<char> s_inNames = SearchValues.Create(Enumerable.Range(0x21, 0x5E).Select(c => (char)c).ToArray());

    // With AlertEncrypted and AlertExceedsMax, what could not be looked into comes as a finding of these families.
    private static readonly string[] s_unscannable = ["Heuristics.Encrypted.", "Heuristics.Limits.Exceeded"];

    /// <summary>Reads an answer, without the zero octet behind it.</summary>
    /// <exception cref="ClamdException">It is an error, or none that is known.</exception>
    public static ClamdReply Parse(ReadOnlySpan<byte> answer)
    {
        var text = Encoding.Latin1.GetString(answer);
        if (text == "stream: OK")
        {
            return new(ScanVerdict.Clean, "");
        }

        if (Between(text, "stream: ", " FOUND") is { } name)
        {
            return new(Array.Exists(s_unscannable, family => name.StartsWith(family, StringComparison.Ordinal)) ? ScanVerdict.Unscannable : ScanVerdict.Infected, name);
        }

        if (text.StartsWith("INSTREAM " + LargestPassed, StringComparison.Ordinal) && text.EndsWith(" ERROR", StringComparison.Ordinal))
        {
            return new(ScanVerdict.TooLarge, LargestPassed);
        }

        throw new ClamdException($"clamd answered '{Printable(text)}'");
    }

    /// <summary>A text from clamd as a log may have it.</summary>
    internal static string Printable(string text) => string.Concat(text.Take(200).Select(c => c is < ' ' or > '~' ? '?' : c));

    private static string? Between(string text, string before, string behind)
    {
        if (text.Length <= before.Length + behind.Length || !text.StartsWith(before, StringComparison.Ordinal) || !text.EndsWith(behind, StringComparison.Ordinal))
        {
            return null;
        }

        var name = text[before.Length..^behind.Length];
        return name.AsSpan().ContainsAnyExcept(s_inNames) ? null : name;
    }
}
