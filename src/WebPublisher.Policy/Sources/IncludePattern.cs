using System.IO.Enumeration;

namespace WebPublisher.Policy.Sources;

/// <summary>A path with <c>*</c> and <c>?</c> in any segment, as shells have it: neither matches a slash, nor a leading dot.</summary>
internal static class IncludePattern
{
    /// <summary>Whether <paramref name="text"/> is a pattern rather than the path of one file.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Absolute paths of the files that match, in ordinal order; directories that were searched are watched.</summary>
    /// <exception cref="IOException">A directory cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A directory may not be read.</exception>
    public static IReadOnlyList<string> Expand(string pattern, string directory, SourceFiles files)
    {
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<string> reached = [pattern.StartsWith('/') ? "/" : directory];
        for (var i = 0; i < segments.Length; i++)
        {
            var (segment, last) = (segments[i], i == segments.Length - 1);
            reached = [.. reached.SelectMany(d => Step(d, segment, last, files))];
        }

        return [.. reached.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Step(string directory, string segment, bool last, SourceFiles files)
    {
        if (!IsPattern(segment))
        {
            var path = Path.GetFullPath(segment, directory);
            return (last ? File.Exists(path) : Directory.Exists(path)) ? [path] : [];
        }

        files.Watch(directory);
        var entries = last ? Directory.EnumerateFiles(directory) : Directory.EnumerateDirectories(directory);
        return entries.Where(e =>
            Path.GetFileName(e) is var name && name[0] != '.' && FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: false));
    }
}
