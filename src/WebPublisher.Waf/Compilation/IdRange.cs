using System.Globalization;

namespace WebPublisher.Waf.Compilation;

/// <summary>Ids of rules: <c>942100</c>, <c>942000-942999</c>, or with the place of a link in its chain <c>942130:1</c>.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="Link">The link meant: 0 is the head.</param>
internal readonly record struct IdRange(long First, long Last, int Link)
{
    /// <summary>Whether an id is meant.</summary>
    public bool Contains(long id) => id >= First && id <= Last;

    /// <summary>Reads one range.</summary>
    public static bool TryParse(string text, out IdRange range)
    {
        range = default;
        var trimmed = text.Trim().Trim('"');
        var colon = trimmed.IndexOf(':');
        var link = 0;
        if (colon >= 0 && !int.TryParse(trimmed[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out link))
        {
            return false;
        }

        var ids = colon < 0 ? trimmed : trimmed[..colon];
        var dash = ids.IndexOf('-');
        if (!Number(dash < 0 ? ids : ids[..dash], out var first) || !Number(dash < 0 ? ids : ids[(dash + 1)..], out var last) || last < first)
        {
            return false;
        }

        range = new IdRange(first, last, link);
        return true;
    }

    private static bool Number(string text, out long number) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
