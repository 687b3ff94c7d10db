using System.Globalization;

namespace WebPublisher.Waf.SecLang;

/// <summary>Reads ids of rules as exclusions name them: <c>942100</c>, <c>942000-942999</c>, and several of those between commas.</summary>
internal static class RuleIds
{
    private static readonly char[] s_separators = [',', ' ', '\t'];

    /// <summary>The ids, each <c>N</c> or <c>N-M</c>; null where they cannot be read.</summary>
    public static IReadOnlyList<string>? Parse(string text)
    {
        List<string> ids = [];
        foreach (var item in text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = item.IndexOf('-');
            var isRange = dash > 0;
            if (!IsId(isRange ? item[..dash] : item, out var first) || !IsId(isRange ? item[(dash + 1)..] : item, out var last) || last < first)
            {
                return null;
            }

            ids.Add(isRange ? string.Create(CultureInfo.InvariantCulture, $"{first}-{last}") : first.ToString(CultureInfo.InvariantCulture));
        }

        return ids.Count > 0 ? ids : null;
    }

    /// <summary>What to tell of ids that cannot be read.</summary>
    public static string Expected(string text) => $"Expected ids of rules, such as 942100 or 942000-942999, not {ErrorList.Quote(text)}.";

    private static bool IsId(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0;
}
