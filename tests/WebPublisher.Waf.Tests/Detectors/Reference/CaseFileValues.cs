using System.Text;
using System.Text.RegularExpressions;

namespace WebPublisher.Waf.Tests.Detectors.Reference;

/// <summary>
/// Everything in the files of regression tests that could be a value: our own below tests/cases/waf, and those of the directories that WEBPUBLISHER_CRS_TESTS names (parted by
/// colons), such as the Core Rule Set's. Lines and quoted texts as they are, their parts, and all of these decoded.
/// </summary>
internal static partial class CaseFileValues
{
    private static readonly Lazy<IReadOnlyList<byte[]>> s_values = new(Read);

    public static IReadOnlyList<byte[]> All => s_values.Value;

    private static List<byte[]> Read()
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directory in Directories())
        {
            foreach (var file in Directory.EnumerateFiles(directory, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                foreach (var line in File.ReadLines(file, Encoding.Latin1))
                {
                    Add(texts, line.Trim());
                    foreach (Match quoted in Quoted().Matches(line))
                    {
                        Add(texts, quoted.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal));
                    }
                }
            }
        }

        return [.. texts.Where(text => text.Length > 0).Select(Encoding.Latin1.GetBytes)];
    }

    private static IEnumerable<string> Directories()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "WebPublisher.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("WebPublisher.sln is not above the tests.");
        }

        return (Environment.GetEnvironmentVariable("WEBPUBLISHER_CRS_TESTS") ?? string.Empty)
            .Split(':', StringSplitOptions.RemoveEmptyEntries).Prepend(Path.Combine(root, "tests", "cases", "waf"));
    }

    private static void Add(HashSet<string> texts, string text)
    {
        foreach (var part in text.Split('?', '&', '\n').Append(text))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var colon = part.IndexOf(": ", StringComparison.Ordinal);
            foreach (var value in new[] { part, part[(equals + 1)..], part[..Math.Max(equals, 0)], part[(colon + 1)..].TrimStart() })
            {
                texts.Add(value);
                texts.Add(Decode(value));
                texts.Add(Decode(value.Replace('+', ' ')));
            }
        }
    }

    private static string Decode(string text) => Escape().Replace(text, match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("""
        "((?:[^"\\]|\\.)*)"
        """)]
    private static partial Regex Quoted();

    [GeneratedRegex("%([0-9A-Fa-f]{2})")]
    private static partial Regex Escape();
}
