namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Recognises line breaks that begin a field, a page or a command where one line is expected (CWE-93, CWE-113).</summary>
internal static class LineBreakText
{
    /// <summary>Parameters whose text has lines: the body of a message that a link proposes, among others.</summary>
    private static readonly string[] s_texts = ["body", "_body", "_message", "message", "text", "comment", "description", "note", "notes", "content"];

    private static readonly string[] s_commands = ["set ", "add ", "get ", "gets ", "delete ", "incr ", "decr ", "append ", "prepend ", "replace ", "flush_all", "stats", "quit", "http/", "<html", "<script", "<!doctype"];

    /// <summary>Whether the text is an attack.</summary>
    /// <param name="parameter">The parameter it is of.</param>
    /// <param name="text">Its name or value.</param>
    public static bool IsIn(in RequestParameter parameter, ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('\r', '\n'))
        {
            return false;
        }

        foreach (var name in s_texts)
        {
            if (parameter.Is(name))
            {
                return false;
            }
        }

        for (var at = text.IndexOfAny('\r', '\n'); at >= 0; at = text.IndexOfAny('\r', '\n'))
        {
            text = text[(at + 1)..];
            if (BeginsLine(text.TrimStart(" \t\r\n")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsLine(ReadOnlySpan<char> line)
    {
        var name = 0;
        while (name < line.Length && (char.IsAsciiLetterOrDigit(line[name]) || line[name] is '-' or '_'))
        {
            name++;
        }

        if (name > 0 && name < line.Length && line[name] == ':')
        {
            return true;
        }

        foreach (var command in s_commands)
        {
            if (line.StartsWith(command, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
