using System.Text;

namespace WebPublisher.Waf.SecLang;

/// <summary>Reads the text of a rule file, which is UTF-8.</summary>
internal static class RuleFile
{
    private static readonly UTF8Encoding s_strict = new(false, true);

    /// <summary>Reads a file; null, told why, where it cannot be read, is too long or is not text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">What asks for it, for errors of the file system.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static string? Read(string path, SourcePosition wanted, ErrorList errors)
    {
        byte[] bytes;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            var buffer = new byte[65_536];
            while (content.Length <= RuleSetLimits.FileBytes && stream.Read(buffer) is > 0 and var count)
            {
                content.Write(buffer, 0, count);
            }

            bytes = content.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            errors.Add(wanted, $"{path} cannot be read: {e.Message}");
            return null;
        }

        if (bytes.Length > RuleSetLimits.FileBytes)
        {
            errors.Add(new SourcePosition(path, 1, 1), $"The file is longer than {RuleSetLimits.FileBytes / 1024 / 1024} MiB.");
            return null;
        }

        try
        {
            var text = s_strict.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length));
            var column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
            var position = new SourcePosition(path, before.Count((byte)'\n') + 1, column);
            errors.Add(position, @"Expected UTF-8; this byte is not. In regular expressions a byte is written \x and two hexadecimal digits.");
            return null;
        }
    }
}
