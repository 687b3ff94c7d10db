using System.Globalization;

namespace WebPublisher.Policy.Operations.Logs;

/// <summary>
/// How the files of a log are called: prefix, day, and which of the day's, as <c>u_ex20261121.log</c>, <c>u_ex20261121_001.log</c> (IIS) or <c>RECV20261121-1.LOG</c>,
/// <c>RECV20261121-2.LOG</c> (Exchange).
/// </summary>
/// <param name="Prefix">What a name begins with.</param>
/// <param name="Separator">What stands before the number.</param>
/// <param name="Digits">The fewest digits of the number.</param>
/// <param name="FirstNumber">The number of the day's first file; with 0 it has none.</param>
/// <param name="Suffix">What a name ends with.</param>
public sealed record RotatingLogNames(string Prefix, char Separator, int Digits, int FirstNumber, string Suffix)
{
    private const string DayFormat = "yyyyMMdd";

    /// <summary>What a directory listing is asked for; <see cref="TryParse"/> decides.</summary>
    public string SearchPattern => $"{Prefix}*{Suffix}";

    /// <summary>Reads a file name without its directory.</summary>
    /// <returns>Null for any other file: those are never touched.</returns>
    public RotatingLogFileName? TryParse(ReadOnlySpan<char> name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Suffix, StringComparison.Ordinal) || name.Length < Prefix.Length + DayFormat.Length + Suffix.Length)
        {
            return null;
        }

        var stem = name[Prefix.Length..^Suffix.Length];
        if (!DateOnly.TryParseExact(stem[..DayFormat.Length], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }

        var number = stem[DayFormat.Length..];
        if (number.IsEmpty)
        {
            return FirstNumber == 0 ? new RotatingLogFileName(day, 0) : null;
        }

        return number.Length > Digits && number[0] == Separator && int.TryParse(number[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= Math.Max(1, FirstNumber)
            ? new RotatingLogFileName(day, value - FirstNumber)
            : null;
    }

    /// <summary>The file name without its directory.</summary>
    public string Of(RotatingLogFileName file)
    {
        var number = file.Index + FirstNumber;
        var shown = number == 0 ? "" : Separator + number.ToString($"D{Digits}", CultureInfo.InvariantCulture);
        return $"{Prefix}{file.Day.ToString(DayFormat, CultureInfo.InvariantCulture)}{shown}{Suffix}";
    }
}
