namespace WebPublisher.Mail.Spf;

/// <summary>Text, or a macro (RFC 7208 section 7.1).</summary>
/// <param name="Text">The text; empty for a macro.</param>
/// <param name="Letter">What stands in its place, in upper case when that is to be escaped for URLs; NUL for text.</param>
/// <param name="Keep">How many parts are kept, counted from the right; 0 means all.</param>
/// <param name="Reverse">Whether the parts are reversed first.</param>
/// <param name="Delimiters">Where parts end. They are joined by dots again.</param>
internal readonly record struct SpfMacroPart(string Text, char Letter, int Keep, bool Reverse, string Delimiters)
{
    public static SpfMacroPart Plain(string text) => new(text, '\0', 0, false, "");
}
