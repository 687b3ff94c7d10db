using System.Globalization;

namespace WebPublisher.Web.Translation;

/// <summary>Reads the parts of a link out of text: scheme, name, port, path, each where it may be the last that is there so far.</summary>
internal static class LinkText
{
    private const int LongestName = 255;
    private const int LongestPort = 5;

    private static readonly string[] s_schemes = ["https", "http", "wss", "ws"];

    /// <summary>The schemes of links, of two that begin alike the longer first.</summary>
    public static ReadOnlySpan<string> Schemes => s_schemes;

    /// <summary>Whether the text goes on with a path, and there with another segment or the path's end.</summary>
    /// <returns>How long it is; -1 when the text ends before that can be said; null when not.</returns>
    public static int? FollowPath(ReadOnlySpan<char> text, int at, string path, LinkForm form, bool isLast)
    {
        var end = at;
        foreach (var character in path)
        {
            if (character == '/')
            {
                var slash = SlashAt(text[end..], form, isLast);
                if (slash <= 0)
                {
                    return slash < 0 ? -1 : null;
                }

                end += slash;
            }
            else if (end == text.Length)
            {
                return isLast ? null : -1;
            }
            else if (char.ToLowerInvariant(text[end++]) != char.ToLowerInvariant(character))
            {
                return null;
            }
        }

        if (path.Length > 0)
        {
            if (end == text.Length)
            {
                return isLast ? end - at : -1;
            }

            var next = text[end];
            if (char.IsAsciiLetterOrDigit(next) || next is '-' or '_' or '.' or '~' or '+' or '=' or '@' or '!' or '*' or '$' or ':' or >= (char)0x80 || (next == '%' && form.Slash[0] != '%'))
            {
                return null;
            }
        }

        return end - at;
    }

    /// <summary>The length of a slash; 0 when there is none, -1 when the text ends before that can be said.</summary>
    public static int SlashAt(ReadOnlySpan<char> text, LinkForm form, bool isLast) => text.StartsWith('/') ? 1
        : text.StartsWith(form.Slash, StringComparison.OrdinalIgnoreCase) ? form.Slash.Length
        : !isLast && IsBeginning(text, form.Slash) ? -1
        : 0;

    private static bool IsBeginning(ReadOnlySpan<char> text, string whole) => text.Length < whole.Length && whole.AsSpan().StartsWith(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a name, or an address in brackets, ends.</summary>
    public static int EndOfName(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        var last = Math.Min(text.Length, at + LongestName);
        var isAddress = end < last && text[end] == '[';
        while (end < last && (isAddress ? text[end] == '[' || text[end] == ':' || text[end] == '.' || char.IsAsciiHexDigit(text[end]) : IsNameCharacter(text[end])))
        {
            end++;
        }

        return isAddress && end < last && text[end] == ']' ? end + 1 : end;
    }

    private static bool IsNameCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';

    /// <summary>Reads a port behind a name.</summary>
    /// <returns>The port, 0 when there is none, -1 when the text ends before that can be said, or null when it is none that can be.</returns>
    public static int? Port(ReadOnlySpan<char> text, ref int end, LinkForm form, bool isLast)
    {
        var rest = text[end..];
        var colon = form.ColonAt(rest);
        if (colon == 0)
        {
            return !isLast && IsBeginning(rest, form.Colon) ? -1 : 0;
        }

        var length = 0;
        while (length <= LongestPort && colon + length < rest.Length && char.IsAsciiDigit(rest[colon + length]))
        {
            length++;
        }

        if (length > LongestPort || (colon + length == rest.Length && !isLast))
        {
            return length > LongestPort ? null : -1;
        }

        if (length == 0)
        {
            return 0;
        }

        end += colon + length;
        return int.Parse(rest.Slice(colon, length), CultureInfo.InvariantCulture);
    }

    /// <summary>The scheme a text ends with, or null.</summary>
    public static string? SchemeBefore(ReadOnlySpan<char> text)
    {
        foreach (var scheme in s_schemes)
        {
            if (text.EndsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return scheme;
            }
        }

        return null;
    }

    /// <summary>Whether slashes may begin a link that has no scheme: not in the middle of a path, but behind an escape that ends with a letter or digit.</summary>
    public static bool MayBegin(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || !(IsNameCharacter(text[at - 1]) || text[at - 1] is '~' or '/' or '%' or '\\' or >= (char)0x80))
        {
            return true;
        }

        return (at >= 3 && text[at - 3] == '%') || (at >= 4 && text.Slice(at - 4, 2) is @"\x") || (at >= 6 && text.Slice(at - 6, 2) is @"\u");
    }
}
