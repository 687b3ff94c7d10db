using System.Globalization;

namespace WebPublisher.Conformance.Content;

/// <summary>What the filter hits and misses, as text.</summary>
internal static class ContentReport
{
    private const int Junk = 5;
    private const int Refused = 7;

    public static void Print(IReadOnlyList<ScoredMessage> all)
    {
        Print($"{"source",-14} {"label",-5} {"messages",8} {"SCL>=5",8} {"SCL>=7",8} {"mean SCL",8}");
        foreach (var source in all.GroupBy(one => (one.Message.Source, one.Message.IsSpam)).OrderBy(source => source.Key.IsSpam).ThenBy(source => source.Key.Source, StringComparer.Ordinal))
        {
            Print($"{source.Key.Source,-14} {(source.Key.IsSpam ? "spam" : "ham"),-5} {source.Count(),8} {Share(source, Junk),7:0.00}% {Share(source, Refused),7:0.00}% {source.Average(one => one.Scl),8:0.00}");
        }

        ScoredMessage[] spam = [.. all.Where(one => one.Message.IsSpam)];
        ScoredMessage[] ham = [.. all.Where(one => !one.Message.IsSpam)];
        ScoredMessage[] newsletters = [.. ham.Where(one => one.Message.Source == "newsletter")];
        Print($"AUC {AreaUnderCurve(all):0.0000}");
        Print($"spam recall {Share(spam, Junk):0.00}% at SCL >= 5, {Share(spam, Refused):0.00}% at SCL >= 7, of {spam.Length}");
        Print($"ham hit {Share(ham, Junk):0.00}% at SCL >= 5 ({Count(ham, Junk)}), {Share(ham, Refused):0.00}% at SCL >= 7 ({Count(ham, Refused)}), of {ham.Length}");
        Print($"newsletters hit {Count(newsletters, Junk)} of {newsletters.Length}");
    }

    /// <summary>How often a spam message scores above a good one (Mann-Whitney); equals count half.</summary>
    internal static double AreaUnderCurve(IReadOnlyList<ScoredMessage> all)
    {
        var (ham, pairs, spamCount) = (0L, 0.0, 0L);
        foreach (var equals in all.GroupBy(one => one.LogOdds).OrderBy(equals => equals.Key))
        {
            var (spamHere, hamHere) = (equals.Count(one => one.Message.IsSpam), equals.Count(one => !one.Message.IsSpam));
            pairs += spamHere * (ham + hamHere / 2.0);
            ham += hamHere;
            spamCount += spamHere;
        }

        return ham == 0 || spamCount == 0 ? double.NaN : pairs / ham / spamCount;
    }

    private static int Count(IEnumerable<ScoredMessage> messages, int level) => messages.Count(one => one.Scl >= level);

    private static double Share(IEnumerable<ScoredMessage> messages, int level)
    {
        var (hit, all) = (0, 0);
        foreach (var one in messages)
        {
            all++;
            hit += one.Scl >= level ? 1 : 0;
        }

        return all == 0 ? 0 : 100.0 * hit / all;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
