namespace WebPublisher.Smtp.Logs;

/// <summary>Values as fields of a comma-separated line (RFC 4180). A field never breaks out of its line.</summary>
internal static class CsvField
{
    /// <summary>A text from anywhere: controls, separators of lines, and what was no UTF-8, become question marks.</summary>
    public static string Of(string text) => Quoted(Shown(text));

    /// <summary>A text without controls.</summary>
    public static string Quoted(string text) => text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Shown(string text) => text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        ? string.Create(text.Length, text, static (shown, source) =>
        {
            for (var index = 0; index < shown.Length; index++)
            {
                shown[index] = char.IsControl(source[index]) || source[index] is '\u2028' or '\u2029' or '\ufffd' ? '?' : source[index];
            }
        })
        : text;
}
