namespace WebPublisher.Waf.Matching.Patterns;

/// <summary>How often characters are met in what browsers send: prose, markup and form fields, roughly. Only the choice between literals depends on it.</summary>
internal static class LetterFrequency
{
    // By letter from a to z, per thousand characters of running text.
    private static readonly double[] Letters = [62, 12, 24, 32, 98, 17, 16, 40, 58, 2, 7, 34, 20, 56, 62, 16, 2, 50, 53, 72, 24, 8, 15, 4, 15, 3];

    // What letters stand together is not by chance: behind two letters of a word the next one is as good as one of four.
    private const double WithinWord = 0.25;

    /// <summary>The chance of finding a literal at a place.</summary>
    public static double Of(string literal)
    {
        var chance = 1.0;
        var letters = 0;
        foreach (var character in literal)
        {
            letters = char.IsAsciiLetter(character) ? letters + 1 : 0;
            chance *= letters > 2 ? WithinWord : Of(character);
        }

        return chance;
    }

    private static double Of(char character) => character switch
    {
        >= 'a' and <= 'z' => Letters[character - 'a'] / 1000,
        ' ' => 0.15,
        >= '0' and <= '9' => 0.02,
        '.' or ',' or '-' or '/' or '=' or '<' or '>' or '"' or '\n' or '\r' or '_' or ':' => 0.015,
        < '\x80' => 0.004,
        _ => 0.01,
    };
}
