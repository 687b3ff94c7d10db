using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>Writes what agents made of an imagined message.</summary>
internal static class AgentText
{
    /// <summary>Writes each question to an agent with its answer, what would be changed, and what becomes of the message.</summary>
    public static void Write(TextWriter output, MailAnswer answer)
    {
        output.WriteLine();
        output.WriteLine(answer.Findings.IsEmpty ? "No agent was asked." : "Agents");
        foreach (var finding in answer.Findings)
        {
            output.WriteLine($"  {finding.Found.Event,-18}  {finding.Found.Agent,-18}  {Words(finding)}");
            foreach (var change in finding.Found.Finding.Changes)
            {
                output.WriteLine($"  {"",-18}  {"",-18}  would change: {change.ToString()!.TrimEnd()}");
            }
        }

        foreach (var added in answer.Added)
        {
            output.WriteLine($"Would be put in front: {added}");
        }

        output.WriteLine($"SCL: {(answer.Scl is { } scl ? $"{scl}" : "none")}");
        output.WriteLine(answer.Fate is { } fate ? $"{fate}: {answer.FinalReply ?? "no reply"}" : $"Refused: {answer.Exchanges[^1].Answer}");
    }

    /// <summary>What an agent found and what is done about it.</summary>
    public static string Words(RehearsedFinding finding)
    {
        var found = finding.Found.Finding;
        if (found.Kind == FindingKind.None)
        {
            return "nothing";
        }

        var scl = found.Scl is { } level ? $" {level}" : "";
        var done = finding.Disposition == MessageDisposition.Deliver ? "" : $" -> {finding.Disposition}{(finding.Refusal is null ? "" : $": {finding.Refusal}")}";
        return $"{found.Kind}: {found.Reason}{scl} ({found.Evidence}){done}";
    }
}
