using WebPublisher.Conformance.Smtp.Cases;

namespace WebPublisher.Conformance.Smtp;

/// <summary>The results of a run: a table by group, percentages by class, and whether that is enough.</summary>
internal sealed class ResultTable(IReadOnlyList<CaseResult> results)
{
    private const double EnoughShould = 98;
    private const double EnoughPolicy = 92;

    private static readonly CaseClass[] s_classes = Enum.GetValues<CaseClass>();

    // Here a single case that fails is a way in.
    private static readonly string[] s_unforgiving = ["smuggling", "chunking"];

    /// <summary>Whether every must, smuggling and chunking case passes, 98 % of should and 92 % of policy.</summary>
    public bool IsEnough => Shortfalls.Count == 0;

    /// <summary>What is missing to that.</summary>
    public IReadOnlyList<string> Shortfalls
    {
        get
        {
            var shortfalls = new List<string>();
            if (results.All(result => result.Outcome == CaseOutcome.Skip))
            {
                shortfalls.Add("no case was played");
            }

            foreach (var (of, enough) in new[] { (CaseClass.Must, 100), (CaseClass.Should, EnoughShould), (CaseClass.Policy, EnoughPolicy) })
            {
                if (Percentage(of) is { } reached && reached < enough)
                {
                    shortfalls.Add($"{Word(of)} is {reached:F1} %, {enough} % are asked for");
                }
            }

            foreach (var group in s_unforgiving)
            {
                // A product that does not offer CHUNKING would otherwise have no case to fail.
                var missed = results.Count(r => r.Case.Group == group && (r.Outcome == CaseOutcome.Fail || (r.Outcome == CaseOutcome.Skip && r.Reason.StartsWith("CHUNKING", StringComparison.Ordinal))));
                if (missed > 0)
                {
                    shortfalls.Add($"{missed} of the {group} cases did not pass, all are asked for");
                }
            }

            return shortfalls;
        }
    }

    /// <summary>Writes the table.</summary>
    public void WriteTo(TextWriter output)
    {
        output.WriteLine($"{"group",-16}{"must",12}{"should",12}{"policy",12}{"skipped",12}");
        foreach (var group in results.GroupBy(result => result.Case.Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine(Row(group.Key, [.. group]));
        }

        output.WriteLine(Row("total", results));
        output.WriteLine($"{"",-16}{string.Concat(s_classes.Select(of => $"{(Percentage(of) is { } reached ? $"{reached:F1} %" : "-"),12}"))}");
        foreach (var shortfall in Shortfalls)
        {
            output.WriteLine($"Not enough: {shortfall}");
        }
    }

    private static string Row(string name, IReadOnlyList<CaseResult> rows)
    {
        var counts = s_classes.Select(of => Counted(rows, of)).Select(count => count.Played == 0 ? "-" : $"{count.Passed}/{count.Played}");
        var skipped = rows.Count(result => result.Outcome == CaseOutcome.Skip);
        return $"{name,-16}{string.Concat(counts.Select(count => $"{count,12}"))}{skipped,12}";
    }

    private double? Percentage(CaseClass of)
    {
        var (passed, played) = Counted(results, of);
        return played == 0 ? null : 100.0 * passed / played;
    }

    private static (int Passed, int Played) Counted(IReadOnlyList<CaseResult> rows, CaseClass of)
    {
        var played = rows.Where(result => result.Case.Class == of && result.Outcome != CaseOutcome.Skip).ToList();
        return (played.Count(result => result.Outcome == CaseOutcome.Pass), played.Count);
    }

    private static string Word(CaseClass of) => of.ToString().ToLowerInvariant();
}
