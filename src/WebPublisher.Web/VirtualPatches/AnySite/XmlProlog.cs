namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Reads the beginning of an XML document up to its first element, for a document type that brings in what is not in the document (CWE-611).</summary>
internal static class XmlProlog
{
    /// <summary>Whether the document type declares entities or lies elsewhere, or the prolog is too long or too odd to be judged.</summary>
    /// <param name="text">The document's beginning, one character an octet, without NULs.</param>
    /// <param name="isCut">Whether the document may go on.</param>
    public static bool IsDangerous(ReadOnlySpan<char> text, bool isCut)
    {
        // Byte order marks of UTF-8 and UTF-16.
        text = text.TrimStart("\u00EF\u00BB\u00BF\u00FE\u00FF");
        while (true)
        {
            text = text.TrimStart(" \t\r\n");
            if (text.StartsWith("<?"))
            {
                var end = text.IndexOf("?>");
                var instruction = end < 0 ? text : text[..end];

                // An encoding in which "<!DOCTYPE" is written with other octets.
                if (instruction.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && HidesMarkup(instruction))
                {
                    return true;
                }

                if (end < 0)
                {
                    return isCut;
                }

                text = text[(end + 2)..];
            }
            else if (text.StartsWith("<!--"))
            {
                var end = text.IndexOf("-->");
                if (end < 0)
                {
                    return isCut;
                }

                text = text[(end + 3)..];
            }
            else if (text.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            {
                var end = text.IndexOf('>');
                var declaration = end < 0 ? text : text[..end];
                return declaration.Contains('[') || declaration.Contains("SYSTEM", StringComparison.OrdinalIgnoreCase) || declaration.Contains("PUBLIC", StringComparison.OrdinalIgnoreCase) || (end < 0 && isCut);
            }
            else
            {
                return text.IsEmpty && isCut;
            }
        }
    }

    private static bool HidesMarkup(ReadOnlySpan<char> declaration) =>
        declaration.Contains("utf-7", StringComparison.OrdinalIgnoreCase) || declaration.Contains("ibm", StringComparison.OrdinalIgnoreCase)
        || declaration.Contains("ebcdic", StringComparison.OrdinalIgnoreCase) || declaration.Contains("cp037", StringComparison.OrdinalIgnoreCase);
}
