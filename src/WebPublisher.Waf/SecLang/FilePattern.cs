namespace WebPublisher.Waf.SecLang;

/// <summary>
/// Finds the files that a path of <c>Include</c> names: <c>*</c>, <c>?</c> and <c>[...]</c> stand for characters in any part of it, and a folder for the files in it whose names
/// end in .conf.
/// </summary>
internal static class FilePattern
{
    private static readonly char[] s_wildcards = ['*', '?', '['];

    /// <summary>Whether a path has characters that stand for others.</summary>
    public static bool IsPattern(string path) => path.IndexOfAny(s_wildcards) >= 0;

    /// <summary>The files, in ordinal order of their names within each folder; at most <see cref="RuleSetLimits.Files"/>. Throws what the file system throws.</summary>
    /// <param name="path">An absolute path.</param>
    public static IReadOnlyList<string> Find(string path)
    {
        if (Directory.Exists(path))
        {
            path = Path.Combine(path, "*.conf");
        }
        else if (!IsPattern(path))
        {
            return File.Exists(path) ? [path] : [];
        }

        List<string> found = [Path.GetPathRoot(path)!];
        var parts = path[found[0].Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var isLast = i == parts.Length - 1;
            found = [.. found.SelectMany(folder => Step(folder, parts[i], isLast)).Take(RuleSetLimits.Files)];
        }

        return found;
    }

    /// <summary>Whether a name is one that a part of a pattern stands for. A dot at the beginning has to be written.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        if (name.StartsWith(".") && !pattern.StartsWith("."))
        {
            return false;
        }

        // Where the last star was met; what follows it is tried from one character further on each time, so the time is the product of both lengths at most.
        var (p, n, star, resume) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, n);
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], name[n], out var length))
            {
                p += length;
                n++;
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static IEnumerable<string> Step(string folder, string part, bool isLast)
    {
        if (!IsPattern(part))
        {
            var path = Path.Combine(folder, part);
            return (isLast ? File.Exists(path) : Directory.Exists(path)) ? [path] : [];
        }

        return (isLast ? Directory.EnumerateFiles(folder) : Directory.EnumerateDirectories(folder))
            .Where(path => Matches(part, Path.GetFileName(path)))
            .Order(StringComparer.Ordinal);
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, char character, out int length)
    {
        length = 1;
        if (pattern[0] == '?')
        {
            return true;
        }

        var end = pattern.Length > 2 ? pattern[2..].IndexOf(']') + 2 : 1;
        if (pattern[0] != '[' || end < 2)
        {
            return pattern[0] == character;
        }

        length = end + 1;
        var isNegated = pattern[1] is '!' or '^';
        var set = pattern[(isNegated ? 2 : 1)..end];
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? character >= set[i] && character <= set[i + 2] : character == set[i])
            {
                return !isNegated;
            }

            i += isRange ? 2 : 0;
        }

        return isNegated;
    }
}
