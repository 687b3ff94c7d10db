using System.Text;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Yaml;

/// <summary>Decodes a YAML file: strict UTF-8 with or without a byte order mark, and only the characters YAML allows (YAML 1.2 section 5.1).</summary>
internal static class YamlText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the text without byte order mark, or null after having reported why there is none.</summary>
    public static string? Decode(string file, ReadOnlySpan<byte> content, DiagnosticList diagnostics)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            diagnostics.Error(new SourceLocation(file, 1, 1), "the file is encoded in UTF-16; save it as UTF-8");
            return null;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            content = content[3..];
        }

        string text;
        try
        {
            text = Utf8.GetString(content);
        }
        catch (DecoderFallbackException exception)
        {
            var before = Encoding.UTF8.GetString(content[..exception.Index]);
            diagnostics.Error(Locate(file, before, before.Length), "this is not UTF-8; save the file as UTF-8");
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is (< ' ' and not ('\t' or '\n' or '\r')) or '\u007F' or '\uFEFF' or '\uFFFE' or '\uFFFF')
            {
                diagnostics.Error(Locate(file, text, i), $"the character U+{(int)text[i]:X4} is not allowed in YAML");
                return null;
            }
        }

        return text;
    }

    /// <summary>The place of the character at <paramref name="index"/>.</summary>
    public static SourceLocation Locate(string file, string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new SourceLocation(file, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }
}
