namespace WebPublisher.Web.Pipeline;

/// <summary>
/// A slash that a client has written as <c>%2F</c>: a part of a segment, as in the folder "INBOX/Sent" of some groupware. Servers disagree about whether it divides the path,
/// so it stays encoded wherever the path is judged, logged and forwarded. No other text of a decoded path can look like it: what can be decoded twice is refused.
/// </summary>
internal static class EncodedSlash
{
    /// <summary>How it stands in a decoded path.</summary>
    public const string Text = "%2F";

    /// <summary>How it stands in a path that is being read.</summary>
    public const char Mark = '\0';

    /// <summary>Why a segment with one is refused, or null: to a server that takes it for a slash, it may not make a dot segment.</summary>
    public static string? Objection(ReadOnlySpan<char> segment)
    {
        foreach (var range in segment.Split(Mark))
        {
            var part = segment[range];
            var semicolon = part.IndexOf(';');
            if (DotSegments.IsDotLike(semicolon < 0 ? part : part[..semicolon]))
            {
                return "a dot segment beside an encoded slash";
            }
        }

        return segment[0] == Mark ? "a segment that begins with an encoded slash" : null;
    }

    /// <summary>A path that has been read, as text.</summary>
    public static string Write(ReadOnlySpan<char> path)
    {
        var text = new string(path);
        return text.Contains(Mark, StringComparison.Ordinal) ? text.Replace("\0", Text, StringComparison.Ordinal) : text;
    }
}
