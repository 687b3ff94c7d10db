using System.Buffers;

namespace WebPublisher.Web.VirtualPatches.AnySite;

/// <summary>Recognises text that runs script when a page repeats it (CWE-79). Text is to be decoded before.</summary>
internal static class Markup
{
    private static readonly SearchValues<char> s_suspect = SearchValues.Create("<\"'`:;})");
    private static readonly SearchValues<char> s_breakout = SearchValues.Create("\"'`;})");

    /// <summary>Tags that run script, or load what does, by themselves.</summary>
    private static readonly string[] s_active = ["script", "iframe", "object", "embed", "applet", "svg", "math", "base", "frameset"];

    /// <summary>What scripts call or read first; with a parenthesis where a word alone is English.</summary>
    private static readonly SearchValues<string> s_calls = SearchValues.Create(
        ["alert(", "alert`", "confirm(", "prompt(", "eval(", "fetch(", "atob(", "settimeout(", "fromcharcode", "document.cookie", "document.domain", "document.location", "document.write", "document.head", "document.body", "window.location", "localstorage"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly string[] s_schemes = ["javascript:", "vbscript:", "livescript:", "data:text/html", "data:image/svg+xml"];

    /// <summary>Whether the text is an attack.</summary>
    public static bool IsIn(ReadOnlySpan<char> text) =>
        text.ContainsAny(s_suspect) && (HasActiveTag(text) || HasHandler(text) || BeginsWithScheme(text) || BreaksOut(text));

    /// <summary>Whether a tag of any kind, or a quotation mark that could end an attribute, is in the text: for parameters that never have one.</summary>
    public static bool HasMarkupCharacter(ReadOnlySpan<char> text) => text.ContainsAny("<>\"'`");

    private static bool HasActiveTag(ReadOnlySpan<char> text)
    {
        for (var open = text.IndexOf('<'); open >= 0; open = text.IndexOf('<'))
        {
            text = text[(open + 1)..];

            // Browsers want the name at once; older ones and some filters skip what is no letter.
            var name = text.TrimStart("\0\t\r\n\f /");
            foreach (var tag in s_active)
            {
                if (name.StartsWith(tag, StringComparison.OrdinalIgnoreCase) && (name.Length == tag.Length || !char.IsAsciiLetterOrDigit(name[tag.Length])))
                {
                    return true;
                }
            }

            if (name.Length > 0 && char.IsAsciiLetter(name[0]) && TagHasScript(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TagHasScript(ReadOnlySpan<char> tag)
    {
        var close = tag.IndexOf('>');
        var inside = close < 0 ? tag : tag[..close];
        return HasEvent(inside, ' ') || HasEvent(inside, '/') || HasEvent(inside, '\t') || HasEvent(inside, '\n') || HasEvent(inside, '\r') || HasEvent(inside, '\f')
            || HasEvent(inside, '"') || HasEvent(inside, '\'')
            || inside.Contains("srcdoc", StringComparison.OrdinalIgnoreCase) || HasScheme(inside);
    }

    /// <summary>An event handler behind a quotation mark ends the attribute that the text stands in: <c>" onfocus=</c>.</summary>
    private static bool HasHandler(ReadOnlySpan<char> text)
    {
        for (var quote = text.IndexOfAny("\"'`"); quote >= 0; quote = text.IndexOfAny("\"'`"))
        {
            text = text[(quote + 1)..];
            if (HasEvent(text, ' ') || HasEvent(text, '/') || HasEvent(text, '\t') || HasEvent(text, '\n') || IsEvent(text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasEvent(ReadOnlySpan<char> text, char before)
    {
        for (var at = text.IndexOf(before); at >= 0; at = text.IndexOf(before))
        {
            text = text[(at + 1)..];
            if (IsEvent(text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the text begins with an attribute such as <c>onload =</c>.</summary>
    private static bool IsEvent(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var letters = 2;
        while (letters < text.Length && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        return letters is >= 5 and <= 30 && text[letters..].TrimStart(" \t\r\n\f\0").StartsWith('=');
    }

    private static bool BeginsWithScheme(ReadOnlySpan<char> text) => text.Contains(':') && HasScheme(text) && IsScheme(text.TrimStart(" \t\r\n\f\0\"'"));

    private static bool HasScheme(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.ToLowerInvariant(text[at]) is 'j' or 'v' or 'l' or 'd' && IsScheme(text[at..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Browsers read <c>java\tscript:</c> as <c>javascript:</c>.</summary>
    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (var scheme in s_schemes)
        {
            var matched = 0;
            foreach (var character in text)
            {
                if (character < ' ')
                {
                    continue;
                }

                if (char.ToLowerInvariant(character) != scheme[matched])
                {
                    break;
                }

                if (++matched == scheme.Length)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Script that ends the literal or block which the page wrote it into: <c>}}};alert(1)//</c>.</summary>
    private static bool BreaksOut(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny(s_breakout);
        return at >= 0 && text[at..].ContainsAny(s_calls);
    }
}
