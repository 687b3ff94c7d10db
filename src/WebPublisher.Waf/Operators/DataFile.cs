using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Operators;

/// <summary>Files beside rules that hold phrases or addresses, one a line, with comments that begin with <c>#</c>.</summary>
internal static class DataFile
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaximumLength = 16 * 1024 * 1024;

    /// <summary>The most entries of one operator: each takes space in tables.</summary>
    public const int MaximumEntries = 200_000;

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF./:");

    /// <summary>Reads phrases, one character for each byte.</summary>
    /// <param name="names">Names of files with white space between.</param>
    /// <param name="resolvePath">Makes paths of names.</param>
    /// <param name="error">Why they cannot be read.</param>
    public static IReadOnlyList<string>? ReadPhrases(string names, Func<string, string> resolvePath, out string? error) =>
        Read(names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), resolvePath, PhraseList.OfLine, out error);

    /// <summary>Reads addresses and networks; what stands behind one on its line is ignored.</summary>
    /// <param name="name">The name of a file.</param>
    /// <param name="resolvePath">Makes a path of it.</param>
    /// <param name="error">Why it cannot be read.</param>
    public static IReadOnlyList<string>? ReadAddresses(string name, Func<string, string> resolvePath, out string? error) =>
        Read(name.Trim() is { Length: > 0 } trimmed ? [trimmed] : [], resolvePath, AddressOfLine, out error);

    private static List<string>? Read(string[] names, Func<string, string> resolvePath, Func<string, string?> entryOfLine, out string? error)
    {
        error = names.Length == 0 ? "The name of a data file is missing." : null;
        var entries = new List<string>();
        foreach (var name in names)
        {
            if (name.StartsWith("https://", StringComparison.Ordinal) || name.StartsWith("http://", StringComparison.Ordinal))
            {
                error = $"'{name}' is not fetched: data files lie beside the rules.";
                return null;
            }

            var path = resolvePath(name);
            try
            {
                if (new FileInfo(path).Length > MaximumLength)
                {
                    error = $"The data file '{path}' is larger than {MaximumLength} bytes.";
                    return null;
                }

                var bytes = File.ReadAllBytes(path);
                entries.AddRange(new ByteText(Widen(bytes), 0, bytes.Length).Span.ToString().Split('\n').Select(entryOfLine).OfType<string>());
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                error = $"The data file '{path}' cannot be read: {e.Message}";
                return null;
            }

            if (entries.Count > MaximumEntries)
            {
                error = $"The data file '{path}' has more than {MaximumEntries} entries.";
                return null;
            }
        }

        return error is null ? entries : null;
    }

    private static string? AddressOfLine(string line)
    {
        var start = line.TrimStart(' ', '\t', '\v', '\f', '\r');
        var length = start.AsSpan().IndexOfAnyExcept(AddressCharacters);
        return start.Length == 0 || length == 0 ? null : length < 0 ? start : start[..length];
    }

    private static char[] Widen(byte[] bytes)
    {
        var characters = new char[bytes.Length];
        ByteText.Widen(bytes, characters);
        return characters;
    }
}
