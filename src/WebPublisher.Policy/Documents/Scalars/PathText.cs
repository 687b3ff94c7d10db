namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Checks that a path is in the canonical, decoded form in which requests are judged; in any other form it would never match.</summary>
internal static class PathText
{
    /// <summary>What is wrong with <paramref name="path"/>, or null.</summary>
    public static string? Problem(string path)
    {
        var quoted = Quoted.Text(path);
        if (!path.StartsWith('/'))
        {
            return $"{quoted} is not a path; it must begin with '/'";
        }

        if (path.IndexOfAny(['?', '#']) >= 0)
        {
            return $"{quoted}: a path has no query and no fragment";
        }

        if (path.Contains('\\'))
        {
            return $"{quoted}: write '/' instead of '\\'";
        }

        if (path.Any(char.IsControl))
        {
            return $"{quoted} contains a control character";
        }

        if (Uri.UnescapeDataString(path) is var decoded && decoded != path)
        {
            return $"{quoted} is percent-encoded; requests are judged decoded, write {Quoted.Text(decoded)}";
        }

        var segments = path.Split('/');
        if (segments.Any(s => s is "." or ".."))
        {
            return $"{quoted} contains '.' or '..'; requests are judged without them, write the path they lead to";
        }

        return segments[1..^1].Any(s => s.Length == 0) ? $"{quoted} contains '//'" : null;
    }
}
