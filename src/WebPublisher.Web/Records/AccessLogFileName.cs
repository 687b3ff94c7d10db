using System.Globalization;

namespace WebPublisher.Web.Records;

/// <summary>Name of an access log file as IIS names them: <c>u_ex20261121.log</c>, then <c>u_ex20261121_001.log</c> when the first one is full.</summary>
/// <param name="Day">The UTC day of its entries.</param>
/// <param name="Index">0 for the day's first file.</param>
internal sealed record AccessLogFileName(DateOnly Day, int Index)
{
    private const string Prefix = "u_ex";
    private const string Suffix = ".log";
    private const string DayFormat = "yyyyMMdd";

    /// <summary>What a directory listing is asked for; <see cref="TryParse"/> decides.</summary>
    public const string SearchPattern = Prefix + "*" + Suffix;

    /// <summary>Reads a file name without its directory.</summary>
    /// <returns>Null for any other file: those are never touched.</returns>
    public static AccessLogFileName? TryParse(ReadOnlySpan<char> name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Suffix, StringComparison.Ordinal) || name.Length < Prefix.Length + DayFormat.Length + Suffix.Length)
        {
            return null;
        }

        ReadOnlySpan<char> stem = name[Prefix.Length..^Suffix.Length];
        if (!DateOnly.TryParseExact(stem[..DayFormat.Length], DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
        {
            return null;
        }

        ReadOnlySpan<char> index = stem[DayFormat.Length..];
        if (index.IsEmpty)
        {
            return new AccessLogFileName(day, 0);
        }

        if (index.Length < 4 || index[0] != '_' || !int.TryParse(index[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number == 0)
        {
            return null;
        }

        return new AccessLogFileName(day, number);
    }

    /// <summary>The file name without its directory.</summary>
    public override string ToString()
    {
        var day = Day.ToString(DayFormat, CultureInfo.InvariantCulture);
        return Index == 0 ? Prefix + day + Suffix : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{day}_{Index:D3}{Suffix}");
    }
}
