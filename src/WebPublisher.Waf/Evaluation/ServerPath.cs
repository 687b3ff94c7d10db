using System.Globalization;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>
/// What Apache 2.4 makes of a path before mod_security2's phase 2 sees it: percent-encoded bytes are decoded once, but for a slash, which stays encoded; then empty segments and
/// dot segments go (RFC 3986, section 5.2.4). A path that climbs above its root Apache refuses; here it keeps its dots for rules to see.
/// </summary>
internal static class ServerPath
{
    /// <summary>Whether a path is what it would become.</summary>
    public static bool IsNormal(ReadOnlySpan<char> path) => !path.Contains('%') && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal);

    /// <summary>Writes the path; returns its length, which is never more than that of <paramref name="path"/>.</summary>
    public static int Normalize(ReadOnlySpan<char> path, Span<char> room)
    {
        var length = Decode(path, room);
        var resolved = Resolve(room[..length], onlyLooks: true);
        return resolved >= 0 ? Resolve(room[..length], onlyLooks: false) : length;
    }

    private static int Decode(ReadOnlySpan<char> path, Span<char> room)
    {
        var length = 0;
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%'
                && i + 2 < path.Length
                && byte.TryParse(path.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                && value != '/')
            {
                room[length++] = ByteText.FromByte(value);
                i += 2;
            }
            else
            {
                room[length++] = path[i];
            }
        }

        return length;
    }

    /// <summary>Takes segments away in place, or only looks whether the path would climb above its root (-1).</summary>
    private static int Resolve(Span<char> path, bool onlyLooks)
    {
        var length = 0;
        var depth = 0;
        for (var start = 0; start < path.Length;)
        {
            var end = path[start..].IndexOf('/');
            end = end < 0 ? path.Length : start + end + 1;
            var segment = path[start..end];
            var name = segment[^1] == '/' ? segment[..^1] : segment;
            if (name is "..")
            {
                if (--depth < 0)
                {
                    return -1;
                }

                length = onlyLooks ? length : path[..(length - 1)].LastIndexOf('/') + 1;
            }
            else if (name is not "." && (name.Length > 0 || start == 0))
            {
                depth += start == 0 && name.IsEmpty ? 0 : 1;
                if (!onlyLooks)
                {
                    segment.CopyTo(path[length..]);
                    length += segment.Length;
                }
            }

            start = end;
        }

        return onlyLooks ? 0 : length;
    }
}
