using System.Text;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// Characters beyond ASCII that Windows code pages and Unicode compatibility mapping turn into path punctuation. They are legitimate in a mail's subject, so they are
/// refused only where reading them as punctuation would make another path of it.
/// </summary>
internal static class LookAlikes
{
    /// <summary>Why the decoded, resolved path is refused, or null.</summary>
    public static string? Objection(string path)
    {
        var folded = Fold(path);
        if (ReferenceEquals(folded, path))
        {
            return null;
        }

        var ambiguous = folded.StartsWith("//", StringComparison.Ordinal) || DecodedText.CanBeDecodedAgain(folded);
        foreach (var segment in folded.AsSpan().Split('/'))
        {
            ambiguous |= DotSegments.IsDotLike(folded.AsSpan(segment));
        }

        return ambiguous ? "look-alikes of path punctuation that make a dot segment, an escape or a host" : null;
    }

    /// <summary>The path as a reader sees it that takes look-alikes for the real thing; the same string when there are none.</summary>
    public static string Fold(string path)
    {
        if (Ascii.IsValid(path))
        {
            return path;
        }

        foreach (var character in path)
        {
            if (Fold(character) != character)
            {
                return string.Create(path.Length, path, static (folded, original) =>
                {
                    for (var i = 0; i < folded.Length; i++)
                    {
                        folded[i] = Fold(original[i]);
                    }
                });
            }
        }

        return path;
    }

    private static char Fold(char character) => character switch
    {
        '\uFF0E' or '\u2024' or '\uFE52' => '.',
        '\uFF0F' or '\u2215' or '\u2044' or '\u29F8' => '/',
        '\uFF3C' or '\uFE68' or '\u2216' or '\u29F5' or '\u29F9' => '/',
        '\uFF05' or '\uFE6A' => '%',
        '\uFF1B' => ';',
        _ => character,
    };
}
