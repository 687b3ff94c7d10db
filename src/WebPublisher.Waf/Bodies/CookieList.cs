using System.Runtime.InteropServices;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Bodies;

/// <summary>
/// <c>REQUEST_COOKIES</c>, read from Cookie fields as mod_security2 does. How many there can be is bounded by the length of the request's header; texts point into it.
/// </summary>
public sealed class CookieList
{
    /// <summary>Names of cookies that are longer do not become part of their attributes' names: a header could otherwise be made to take its length times itself.</summary>
    private const int MaximumAttributePrefix = 256;

    private readonly List<NamedText> _cookies = [];

    /// <summary>The cookies in the order they came, also those of one name; valid until more are read or <see cref="Reset"/>.</summary>
    public ReadOnlySpan<NamedText> Cookies => CollectionsMarshal.AsSpan(_cookies);

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset() => _cookies.Clear();

    /// <summary>
    /// Reads a Cookie field the way browsers write it (<c>SecCookieFormat 0</c>): pairs between semicolons; between commas where there is no semicolon and a space follows the
    /// first comma. White space before a name is no part of it; a cookie without a name is none.
    /// </summary>
    public void AddVersion0(ByteText field)
    {
        var span = field.Span;
        var comma = span.IndexOf(',');
        var separator = comma >= 0 && comma + 1 < span.Length && span[comma + 1] == ' ' && !span.Contains(';') ? ',' : ';';
        for (var start = 0; start < span.Length;)
        {
            var length = span[start..].IndexOf(separator);
            var end = length < 0 ? span.Length : start + length;
            while (start < end && CharacterClass.IsSpace(span[start]))
            {
                start++;
            }

            var equals = span[start..end].IndexOf('=');
            var nameEnd = equals < 0 ? end : start + equals;
            var valueStart = equals < 0 ? end : nameEnd + 1;
            if (nameEnd > start)
            {
                _cookies.Add(new NamedText(field.Slice(start, nameEnd - start), field.Slice(valueStart, end - valueStart)));
            }

            start = end + 1;
        }
    }

    /// <summary>
    /// Reads a Cookie field of RFC 2965, section 3.3.4 (<c>SecCookieFormat 1</c>): pairs between semicolons or commas, values in quotation marks or not, white space around both
    /// no part of them. An attribute (<c>$Path</c>) of the cookie before it is named <c>$cookie_Path</c>.
    /// </summary>
    /// <param name="field">The field's value.</param>
    /// <param name="arena">Where names of attributes are written.</param>
    public void AddVersion1(ByteText field, TextArena arena)
    {
        var span = field.Span;
        ByteText? previous = null;
        var i = 0;
        while (i < span.Length)
        {
            i = SkipSpace(span, i);
            var nameStart = i;
            i = IndexOfAny(span, i, "=;,");
            var name = TrimEnd(field.Slice(nameStart, i - nameStart));
            var value = ByteText.Empty;
            if (i < span.Length && span[i++] == '=')
            {
                i = SkipSpace(span, i);
                value = ReadValue(field, ref i);
            }

            if (!name.IsEmpty)
            {
                var isAttribute = name.Span[0] == '$';
                _cookies.Add(new NamedText(isAttribute && previous is { Length: <= MaximumAttributePrefix } cookie ? AttributeName(cookie, name, arena) : name, value));
                previous = isAttribute ? previous : name;
            }

            while (i < span.Length && (span[i] is ',' or ';' || CharacterClass.IsSpace(span[i])))
            {
                i++;
            }
        }
    }

    private static ByteText ReadValue(ByteText field, ref int i)
    {
        var span = field.Span;
        var isQuoted = i < span.Length && span[i] == '"';
        var start = isQuoted ? i + 1 : i;
        var end = IndexOfAny(span, start, isQuoted ? "\"" : ",;");
        i = Math.Min(end + 1, span.Length);
        var value = field.Slice(start, end - start);
        return isQuoted ? value : TrimEnd(value);
    }

    private static ByteText AttributeName(ByteText cookie, ByteText attribute, TextArena arena)
    {
        var room = arena.Reserve(cookie.Length + attribute.Length + 1);
        room[0] = '$';
        cookie.Span.CopyTo(room[1..]);
        room[1 + cookie.Length] = '_';
        attribute.Span[1..].CopyTo(room[(2 + cookie.Length)..]);
        return arena.Commit(cookie.Length + attribute.Length + 1);
    }

    private static int IndexOfAny(ReadOnlySpan<char> span, int start, string characters)
    {
        var found = span[start..].IndexOfAny(characters);
        return found < 0 ? span.Length : start + found;
    }

    private static int SkipSpace(ReadOnlySpan<char> span, int i)
    {
        while (i < span.Length && CharacterClass.IsSpace(span[i]))
        {
            i++;
        }

        return i;
    }

    private static ByteText TrimEnd(ByteText text)
    {
        var length = text.Length;
        while (length > 0 && CharacterClass.IsSpace(text.Span[length - 1]))
        {
            length--;
        }

        return text.Slice(0, length);
    }
}
