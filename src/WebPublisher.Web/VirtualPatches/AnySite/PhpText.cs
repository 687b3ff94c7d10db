namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Recognises PHP's serialised objects (CWE-502): <c>O:8:"stdClass"</c>.</summary>
internal static class PhpText
{
    /// <summary>Whether an object begins somewhere in the text.</summary>
    public static bool HasObject(ReadOnlySpan<char> text)
    {
        for (var quote = text.IndexOf(":\""); quote >= 0; quote = text.IndexOf(":\""))
        {
            if (EndsInHead(text[..quote]))
            {
                return true;
            }

            text = text[(quote + 2)..];
        }

        return false;
    }

    /// <summary>Whether the text ends in <c>O:8</c>; PHP also takes a plus sign before the number.</summary>
    private static bool EndsInHead(ReadOnlySpan<char> text)
    {
        var length = text.TrimEnd("0123456789").Length;
        if (length == text.Length)
        {
            return false;
        }

        var head = text[..length].TrimEnd("+ ");
        return head.Length >= 2 && head[^1] == ':' && head[^2] is 'O' or 'o' or 'C' or 'E' && (head.Length == 2 || !char.IsAsciiLetterOrDigit(head[^3]));
    }
}
