using WebPublisher.Conformance.Web.Judging;

namespace WebPublisher.Conformance.Web;

/// <summary>The verdicts of a run by file and group, and every case that is not as it should be.</summary>
internal sealed class VerdictTable(IReadOnlyList<CaseVerdict> verdicts)
{
    private static readonly Verdict[] s_verdicts = Enum.GetValues<Verdict>();

    /// <summary>Whether that is enough; a run without cases is not.</summary>
    public bool IsEnough => verdicts.Count > 0 && verdicts.All(verdict => verdict.IsGoodEnough);

    /// <summary>Writes it.</summary>
    public void WriteTo(TextWriter output)
    {
        foreach (var verdict in verdicts.Where(verdict => verdict.Verdict != Verdict.Ok).OrderBy(verdict => verdict.Verdict))
        {
            var status = string.Join(',', verdict.Statuses.DefaultIfEmpty(0));
            var mark = verdict.IsGoodEnough ? " " : "*";
            output.WriteLine($"{mark} {Word(verdict.Verdict),-9} {verdict.Case.Level,-6} {verdict.Case.Id} [{status}]: {string.Join("; ", verdict.Findings.Take(3).Select(finding => Octets.Escape(finding.Text)))}");
        }

        var shown = s_verdicts.Where(verdict => verdict == Verdict.Ok || verdicts.Any(v => v.Verdict == verdict)).ToList();
        output.WriteLine($"{"file",-24}{"group",-20}{string.Concat(shown.Select(verdict => $"{Word(verdict),11}"))}");
        foreach (var rows in verdicts.GroupBy(verdict => (verdict.Case.File, verdict.Case.Group)).OrderBy(rows => rows.Key))
        {
            output.WriteLine(Row(rows.Key.File, rows.Key.Group, [.. rows], shown));
        }

        output.WriteLine(Row("total", $"{verdicts.Count} cases", verdicts, shown));
        var missed = verdicts.Count(verdict => !verdict.IsGoodEnough);
        output.WriteLine(IsEnough ? "Enough." : $"Not enough: {missed} cases, marked with an asterisk.");
    }

    private static string Row(string file, string group, IReadOnlyList<CaseVerdict> rows, List<Verdict> shown) =>
        $"{file,-24}{group,-20}{string.Concat(shown.Select(verdict => $"{rows.Count(row => row.Verdict == verdict),11}"))}";

    private static string Word(Verdict verdict) => verdict.ToString().ToUpperInvariant();
}
