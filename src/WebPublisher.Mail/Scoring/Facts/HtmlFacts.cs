namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>What has to be known of HTML to read it as a browser shows it.</summary>
internal static class HtmlFacts
{
    /// <summary>Letters and digits of a text that is not shown.</summary>
    public static int CountLetters(ReadOnlySpan<char> text)
    {
        // Newsletters fill their preview with blanks of no width, mostly written as references: neither is text that somebody hides.
        var count = 0;
        var inReference = false;
        foreach (var character in text)
        {
            inReference = character == '&' || (inReference && character != ';');
            count += inReference || !char.IsLetterOrDigit(character) ? 0 : 1;
        }

        return count;
    }

    /// <summary>Where the end tag of an element begins whose content is not markup; the end of the text when there is none.</summary>
    public static int EndOfContent(ReadOnlySpan<char> html, ReadOnlySpan<char> name)
    {
        var at = 0;
        while (at < html.Length && html[at..].IndexOf("</") is >= 0 and var close)
        {
            at += close + 2;
            if (html[at..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return html.Length;
    }

    /// <summary>Whether an element has no content, and no end.</summary>
    public static bool IsVoid(ReadOnlySpan<char> name) => name is "img" or "br" or "hr" or "input" or "meta" or "link" or "area" or "col" or "base" or "wbr";

    /// <summary>Whether text behind an element stands on a line of its own.</summary>
    public static bool IsBreaking(ReadOnlySpan<char> name)
        => name is "p" or "br" or "div" or "td" or "th" or "tr" or "table" or "li" or "ul" or "ol" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "hr" or "body" or "center"
            or "blockquote" or "section" or "header" or "footer" or "option" or "dt" or "dd";

    /// <summary>Whether an address is the content itself (RFC 2397).</summary>
    public static bool IsData(string? address) => address is not null && address.AsSpan().TrimStart().StartsWith("data:", StringComparison.OrdinalIgnoreCase);
}
