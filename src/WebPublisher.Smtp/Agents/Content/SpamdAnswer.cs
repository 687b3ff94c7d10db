using System.Globalization;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>
/// A spamd's answer: <c>SPAMD/1.1 0 EX_OK</c>, then <c>Spam: True ; 15.3 / 5.0</c>, then names of rules. The level is by the score in parts of its threshold: 0 to none of it 0,
/// below a half 2, below it 4; from it on 6, from one and a half on 7, from twice on 8, from three times on 9.
/// </summary>
internal static class SpamdAnswer
{
    private const int MostRules = 300;

    /// <exception cref="ScorerException">It is none.</exception>
    public static ExternalScore Parse(string answer)
    {
        var lines = answer.Split('\n', 32);
        if (!lines[0].StartsWith("SPAMD/", StringComparison.Ordinal) || lines[0].Split(' ') is not [_, "0", ..])
        {
            throw new ScorerException(lines[0].Length == 0 ? "spamd gave no answer" : $"spamd gave no verdict: {Printable(lines[0])}");
        }

        var verdict = lines.FirstOrDefault(line => line.StartsWith("Spam:", StringComparison.OrdinalIgnoreCase));
        if (verdict?.Split(';', '/') is not [_, var scoreText, var thresholdText] || !TryRead(scoreText, out var score) || !TryRead(thresholdText, out var threshold) || threshold <= 0)
        {
            throw new ScorerException("spamd gave an answer that cannot be understood");
        }

        var end = Array.FindIndex(lines, line => line.Trim().Length == 0);
        var rules = end >= 0 && end + 1 < lines.Length ? Printable(lines[end + 1]).Trim() : "";
        return new ExternalScore(LevelOf(score / threshold), string.Create(CultureInfo.InvariantCulture, $"spamd {score:0.0}/{threshold:0.0} {rules}").TrimEnd());
    }

    private static int LevelOf(double share) => share switch
    {
        <= 0 => 0,
        < 0.5 => 2,
        < 1 => 4,
        < 1.5 => 6,
        < 2 => 7,
        < 3 => 8,
        _ => 9,
    };

    private static bool TryRead(string text, out double number) => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static string Printable(string text) => string.Concat(text.Take(MostRules).Where(character => character is >= ' ' and <= '~'));
}
