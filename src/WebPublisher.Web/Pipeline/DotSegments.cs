namespace WebPublisher.Web.Pipeline;

/// <summary>Removes <c>.</c> and <c>..</c> from a decoded path (RFC 3986 section 5.2.4), and refuses segments that some back end takes for one of them.</summary>
internal static class DotSegments
{
    /// <summary>Resolves the dot segments of <paramref name="path"/> in place.</summary>
    /// <returns>Why the path is refused, or null.</returns>
    public static string? Resolve(Span<char> path, ref int length)
    {
        // The result is never longer than what has been read, so both share the buffer: the write position stays at or before the read position.
        var written = 0;
        for (var start = 1; start <= length;)
        {
            var slash = path[start..length].IndexOf('/');
            var end = slash < 0 ? length : start + slash;
            var isLast = slash < 0;
            var segment = path[start..end];
            if (segment is ".." && Climb(path, ref written) is { } reason)
            {
                return reason;
            }

            if (segment is not ("." or ".."))
            {
                if (Objection(segment, isLast) is { } objection)
                {
                    return objection;
                }

                path[written++] = '/';
                segment.CopyTo(path[written..]);
                written += end - start;
            }
            else if (isLast)
            {
                path[written++] = '/';
            }

            start = end + 1;
        }

        length = written;
        return null;
    }

    private static string? Climb(ReadOnlySpan<char> path, ref int written)
    {
        if (written == 0)
        {
            return "a path that climbs above its root";
        }

        var parent = path[..written].LastIndexOf('/');
        if (parent == written - 1)
        {
            // "/a//../b" is "/a/b" to a strict reader and "/b" to one that merges slashes first.
            return "'..' after an empty segment";
        }

        written = parent;
        return null;
    }

    private static string? Objection(ReadOnlySpan<char> segment, bool isLast)
    {
        var semicolon = segment.IndexOf(';');
        var name = semicolon < 0 ? segment : segment[..semicolon];
        if (IsDotLike(name))
        {
            // Windows drops trailing dots and spaces, Java drops parameters: ".. ", "..." and "..;x" are ".." to them.
            return "a segment of nothing but dots and spaces";
        }

        if (segment.Contains(EncodedSlash.Mark) && EncodedSlash.Objection(segment) is { } reason)
        {
            return reason;
        }

        return semicolon == 0 && !isLast ? "a path parameter without a segment" : null;
    }

    /// <summary>Whether a segment consists of dots, spaces and plus signs (spaces to a sloppy decoder), with at least one dot.</summary>
    internal static bool IsDotLike(ReadOnlySpan<char> segment) => segment.Contains('.') && !segment.ContainsAnyExcept('.', ' ', '+');
}
