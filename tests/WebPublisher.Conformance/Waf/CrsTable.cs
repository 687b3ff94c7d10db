using System.Text.Json;
using WebPublisher.Conformance.Waf.Judging;

namespace WebPublisher.Conformance.Waf;

/// <summary>What came of a run, by file of rules, and every test that is not as expected.</summary>
internal sealed class CrsTable(IReadOnlyList<CrsVerdict> verdicts)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>Whether tests were played and none failed.</summary>
    public bool IsEnough => verdicts.Any(verdict => verdict.IsPassed) && verdicts.All(verdict => verdict.Complaints.Count == 0);

    /// <summary>Writes it.</summary>
    public void WriteTo(TextWriter output)
    {
        foreach (var verdict in verdicts.Where(verdict => verdict.Complaints.Count > 0))
        {
            var matched = string.Join(" | ", verdict.Answers.Select(answer => $"{answer.Answer.Status} {string.Join(' ', answer.Ids)}"));
            output.WriteLine($"FAILED {verdict.Test.Id}: {string.Join("; ", verdict.Complaints)} [{matched}]");
        }

        output.WriteLine($"{"group",-56}  passed  failed  disabled");
        foreach (var group in verdicts.GroupBy(verdict => verdict.Test.Group).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine(Row(group.Key, [.. group]));
        }

        output.WriteLine(Row("total", verdicts));
        output.WriteLine($"False positives in tests that expect nothing to match: {verdicts.Count(verdict => verdict.IsFalsePositive)}.");
    }

    /// <summary>Writes every verdict to a file, with all rules that matched: what runners of other servers write as well, so that files can be compared.</summary>
    public void Save(string server, string tests, string path)
    {
        var rows = verdicts.Select(verdict => new
        {
            id = verdict.Test.Id,
            file = verdict.Test.File,
            group = verdict.Test.Group,
            result = Result(verdict),
            status = verdict.Answers.Select(answer => answer.Answer.Status),
            ids = verdict.Answers.Select(answer => answer.Ids),
            why = verdict.Complaints,
        });
        File.WriteAllText(path, JsonSerializer.Serialize(new { engine = server, tests, passed = Count("pass"), failed = Count("fail"), disabled = Count("disabled"), results = rows }, s_json));
    }

    private static string Row(string name, IReadOnlyList<CrsVerdict> rows) =>
        $"{name,-56}{rows.Count(row => row.IsPassed),8}{rows.Count(row => row.Complaints.Count > 0),8}{rows.Count(row => !row.Test.IsEnabled),10}";

    private static string Result(CrsVerdict verdict) => !verdict.Test.IsEnabled ? "disabled" : verdict.IsPassed ? "pass" : "fail";

    private int Count(string result) => verdicts.Count(verdict => Result(verdict) == result);
}
