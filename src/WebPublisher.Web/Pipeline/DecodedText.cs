namespace WebPublisher.Web.Pipeline;

/// <summary>Looks for what must not come out of decoding a path once.</summary>
internal static class DecodedText
{
    /// <summary>Why the decoded text is refused, or null.</summary>
    public static string? Objection(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) && character != EncodedSlash.Mark)
            {
                return "an encoded control character";
            }
        }

        return CanBeDecodedAgain(text) ? "double encoding" : null;
    }

    /// <summary>
    /// Whether decoding once more would change the text: by <c>%XX</c>, or by <c>%uXXXX</c> as older IIS does. A percent sign that begins neither, as in the subject
    /// "100% sure", stays.
    /// </summary>
    public static bool CanBeDecodedAgain(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOf('%'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] == '%' && (IsHex(text, i + 1, 2) || (i + 1 < text.Length && text[i + 1] is 'u' or 'U' && IsHex(text, i + 2, 4))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHex(ReadOnlySpan<char> text, int start, int count)
    {
        if (start + count > text.Length)
        {
            return false;
        }

        foreach (var character in text.Slice(start, count))
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }
        }

        return true;
    }
}
