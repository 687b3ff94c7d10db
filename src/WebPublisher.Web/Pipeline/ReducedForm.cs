namespace WebPublisher.Web.Pipeline;

/// <summary>
/// What lenient back ends make of a path: many take encoded slashes for slashes, Java drops path parameters, nearly all merge slashes, Windows drops trailing dots and spaces, ASP.NET drops cookieless
/// session segments such as <c>(S(abc))</c>. A rule that denies <c>/ecp/*</c> must also deny what becomes <c>/ecp/</c> there.
/// </summary>
internal static class ReducedForm
{
    /// <summary>The reduced form; the same string when there is nothing to reduce.</summary>
    public static string Of(string path)
    {
        var folded = LookAlikes.Fold(path).Replace(EncodedSlash.Text, "/", StringComparison.Ordinal);
        if (!folded.Contains(';', StringComparison.Ordinal)
            && !folded.Contains("//", StringComparison.Ordinal)
            && !folded.Contains("/(", StringComparison.Ordinal)
            && !HasTrailingDotOrSpace(folded))
        {
            return folded;
        }

        Span<char> reduced = folded.Length <= 512 ? stackalloc char[512] : new char[folded.Length];
        var length = 0;
        foreach (var range in folded.AsSpan(1).Split('/'))
        {
            var segment = folded.AsSpan(1)[range];
            var isLast = range.End.GetOffset(folded.Length - 1) == folded.Length - 1;
            var semicolon = segment.IndexOf(';');
            segment = (semicolon < 0 ? segment : segment[..semicolon]).TrimEnd(". ");
            if (IsCookieless(segment) || (segment.IsEmpty && !isLast))
            {
                continue;
            }

            reduced[length++] = '/';
            segment.CopyTo(reduced[length..]);
            length += segment.Length;
        }

        return length == 0 ? "/" : new string(reduced[..length]);
    }

    private static bool HasTrailingDotOrSpace(string path) => path.EndsWith('.') || path.EndsWith(' ')
        || path.Contains("./", StringComparison.Ordinal) || path.Contains(" /", StringComparison.Ordinal);

    private static bool IsCookieless(ReadOnlySpan<char> segment) =>
        segment.Length > 4 && segment[0] == '(' && char.IsAsciiLetter(segment[1]) && segment[2] == '(' && segment.EndsWith("))");
}
