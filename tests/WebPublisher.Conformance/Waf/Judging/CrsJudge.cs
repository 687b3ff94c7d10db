using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Waf.Ftw;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf.Judging;

/// <summary>Compares what came of a stage with what is expected.</summary>
internal static class CrsJudge
{
    // These add up what others found.
    private static readonly long[] s_sums = [949110, 949111, 959100, 980130, 980140, 980170];
    private const string LogHas = "the log has ";
    private const string Matched = " matched";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>What is not as expected.</summary>
    public static IReadOnlyList<string> Complaints(FtwExpectation expected, WafAnswer came)
    {
        if (expected.IsError)
        {
            return came.Answer.Failure is null ? [$"no answer was expected, {came.Answer.Status} came"] : [];
        }

        if (came.Answer.Failure is { } failure)
        {
            return [$"no answer: {failure}"];
        }

        var complaints = new List<string>();
        if (expected.Statuses.Count > 0 && !expected.Statuses.Contains(came.Answer.Status ?? 0))
        {
            complaints.Add($"status {came.Answer.Status}, not {string.Join(" or ", expected.Statuses)}");
        }

        if (expected.Answer is { } pattern && !Matches(pattern, Encoding.Latin1.GetString(came.Answer.Octets)))
        {
            complaints.Add($"the answer lacks {pattern}");
        }

        var log = string.Join('\n', came.Lines);
        complaints.AddRange(expected.Logged.Where(one => !Matches(one, log)).Select(one => $"the log lacks {one}"));
        complaints.AddRange(expected.NotLogged.Where(one => Matches(one, log)).Select(one => $"{LogHas}{one}"));
        complaints.AddRange(expected.Ids.Where(id => !came.Ids.Contains(id)).Select(id => $"{id} did not match"));
        complaints.AddRange(expected.NotIds.Where(came.Ids.Contains).Select(id => $"{id}{Matched}"));
        if (expected.IsIsolated && came.Ids.Except(s_sums).Count() != 1)
        {
            complaints.Add("not one rule alone matched");
        }

        return complaints;
    }

    /// <summary>Whether a complaint is of a rule that matched and should not have.</summary>
    public static bool IsOfMatch(string complaint) => complaint.StartsWith(LogHas, StringComparison.Ordinal) || complaint.EndsWith(Matched, StringComparison.Ordinal);

    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, pattern, RegexOptions.None, s_patience);
}
