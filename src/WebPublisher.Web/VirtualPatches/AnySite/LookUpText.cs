namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>
/// Recognises Log4j's look-up of names, <c>${jndi:</c> (CVE-2021-44228). Its letters may come out of other look-ups, <c>${${lower:j}ndi:</c> or <c>${${::-j}ndi:</c>:
/// one look-up within another is nothing that a client sends.
/// </summary>
internal static class LookUpText
{
    /// <summary>Whether the text is an attack.</summary>
    public static bool IsIn(ReadOnlySpan<char> text)
    {
        for (var open = text.IndexOf("${"); open >= 0; open = text.IndexOf("${"))
        {
            text = text[(open + 2)..];
            var inside = text.TrimStart(" \t");
            if (inside.StartsWith("jndi:", StringComparison.OrdinalIgnoreCase) || inside.StartsWith("jndi$", StringComparison.OrdinalIgnoreCase) || IsNested(inside))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNested(ReadOnlySpan<char> text)
    {
        var close = text.IndexOf('}');
        var inner = text.IndexOf("${");
        return inner >= 0 && (close < 0 || inner < close) && text[(inner + 2)..].Contains(':');
    }
}
