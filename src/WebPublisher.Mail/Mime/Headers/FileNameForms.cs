using System.Text;

namespace WebPublisher.Mail.Mime.Headers;

/// <summary>What becomes of a file name between its field and a disk: encoded words, control characters, paths, what Windows drops from the end.</summary>
internal static class FileNameForms
{
    /// <summary>Every form of one name.</summary>
    public static IReadOnlyList<string> Of(string raw, MimeLimits limits)
    {
        var names = new List<string>();
        Add(names, raw, limits);
        return names;
    }

    /// <summary>Adds the forms of a name to those that are known; false when there are as many as may be.</summary>
    public static bool Add(List<string> names, string raw, MimeLimits limits)
    {
        // Sixteen octets encode the dearest character; what is longer yet is cut as the name will be, before it costs anything.
        var most = 16 * limits.MaximumFileName;
        raw = raw.Length > most ? string.Concat(raw.AsSpan(0, most / 2), raw.AsSpan(raw.Length - (most / 2))) : raw;
        var text = EncodedWords.Decode(raw);
        var whole = AddOne(names, text, limits);
        if (raw.Contains("=?", StringComparison.Ordinal) && !raw.EndsWith("?=", StringComparison.Ordinal))
        {
            // An encoded word that was cut off is decoded as far as it goes.
            whole = whole && AddOne(names, EncodedWords.Decode(raw.TrimEnd('?', '=') + "?="), limits);
        }

        if (raw.Contains('%', StringComparison.Ordinal))
        {
            whole = whole && AddOne(names, RawText.Decode(Encoding.Latin1.GetString([.. ContinuedParameter.Unescape(raw)])), limits);
        }

        // A NUL ends a name for some; a colon begins what NTFS calls a stream.
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return whole && (nul <= 0 || AddOne(names, text[..nul], limits)) && (colon <= 1 || AddOne(names, text[..colon], limits));
    }

    private static bool AddOne(List<string> names, string text, MimeLimits limits)
    {
        var clean = string.Concat(text.Where(character => !char.IsControl(character)));
        var slash = clean.AsSpan().LastIndexOfAny('/', '\\');
        clean = clean[(slash + 1)..].Trim(' ', '"', '\u00a0').TrimEnd('.', ' ');
        if (clean.Length == 0)
        {
            return true;
        }

        if (clean.Length > limits.MaximumFileName)
        {
            clean = string.Concat(clean.AsSpan(0, limits.MaximumFileName / 2), clean.AsSpan(clean.Length - (limits.MaximumFileName / 2)));
        }

        if (names.Contains(clean, StringComparer.Ordinal))
        {
            return true;
        }

        if (names.Count >= limits.MaximumFileNames)
        {
            return false;
        }

        names.Add(clean);
        return true;
    }
}
