using System.Globalization;
using WebPublisher.Commands.State;
using WebPublisher.Policy.Firewall;
using WebPublisher.Waf;

namespace WebPublisher.Commands.Firewall;

/// <summary>An evaluation for a terminal.</summary>
internal static class EvaluationText
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">The evaluation.</param>
    /// <param name="times">Of how many rules the times are told.</param>
    public static void Write(TextWriter output, EvaluationReport report, int times)
    {
        foreach (var match in report.Matches)
        {
            Write(output, match, report.Times.FirstOrDefault(cost => cost.Id == match.Id && cost.Phase == match.Phase)?.Microseconds ?? 0);
        }

        foreach (var note in report.Notes)
        {
            output.WriteLine($"Note: {note}");
        }

        output.WriteLine($"Rules: {report.Firewall}");
        output.WriteLine($"Verdict: {Sentence(report)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Score: {report.InboundScore} inbound, {report.OutboundScore} outbound"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Time: {report.Microseconds:0.0} us for all rules; the slowest of {report.Times.Count}, in us:"));
        foreach (var cost in report.Times.Take(times))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {cost.Microseconds,10:0.0}  {cost.Id}  phase {cost.Phase}"));
        }
    }

    private static void Write(TextWriter output, EvaluationReport.Match match, double microseconds)
    {
        output.WriteLine(Plain($"{match.Id}  phase {match.Phase}{(match.Severity.Length > 0 ? $"  {match.Severity}" : "")}  {match.Message}"));
        if (match.Variable.Length > 0)
        {
            output.WriteLine(Plain($"    {match.Variable} = {match.Value}"));
        }

        if (match.Data.Length > 0)
        {
            output.WriteLine(Plain($"    {match.Data}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {microseconds:0.0} us  {match.File}:{match.Line}"));
    }

    private static string Sentence(EvaluationReport report)
    {
        var verdict = report.Verdict;
        var done = verdict.Action switch
        {
            VerdictAction.Pass => report.IsOverBudget ? "not judged to the end: time or memory did not suffice" : "passes",
            VerdictAction.Drop => $"connection closed by rule {verdict.RuleId}",
            VerdictAction.Redirect => Plain($"redirected to {verdict.Location} by rule {verdict.RuleId}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"refused by rule {verdict.RuleId}{(verdict.Status > 0 ? $" with {verdict.Status}" : "")}"),
        };
        return verdict.Action != VerdictAction.Pass && report.Mode == FirewallMode.Detect ? $"would be {done}; the mode is detect, and it passes" : done;
    }

    private static string Plain(string text) => TextTable.Plain(text);
}
