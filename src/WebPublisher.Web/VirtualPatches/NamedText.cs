namespace WebPublisher.Web.VirtualPatches;

/// <summary>Of what parameters may consist that are names, digests or the like.</summary>
internal static class NamedText
{
    /// <summary>Whether the text has nothing but letters and digits of ASCII, and the characters given.</summary>
    public static bool IsOnly(ReadOnlySpan<char> text, ReadOnlySpan<char> others)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !others.Contains(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text has a control character.</summary>
    public static bool HasControl(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or '\u007F')
            {
                return true;
            }
        }

        return false;
    }
}
