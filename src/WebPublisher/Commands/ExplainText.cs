using System.Globalization;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Rules;

namespace WebPublisher.Commands;

/// <summary>Writes an answer for a reader.</summary>
internal static class ExplainText
{
    /// <summary>Writes the request, the rules considered and what happens.</summary>
    public static void Write(TextWriter output, PolicyAnswer answer)
    {
        var question = answer.Question;
        output.WriteLine($"{question.Method} {question.Url}");
        if (answer.Query is { } query)
        {
            var stranger = question.Client is null ? " (a stranger; --from asks for another)" : "";
            output.WriteLine($"  canonical  {AnswerWords.Url(query)}");
            output.WriteLine($"  listener   {query.Listener.Name} ({query.Listener.EndPoint})");
            output.WriteLine($"  client     {query.Client}{stranger}");
            output.WriteLine($"  time       {query.Instant.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}");
        }

        output.WriteLine();
        for (var i = 0; i < answer.Considered.Length; i++)
        {
            Write(output, i + 1, answer.Considered[i]);
        }

        if (answer.Considered.Length > 0)
        {
            output.WriteLine();
        }

        output.WriteLine(AnswerWords.Decision(answer));
        if (answer.Outcome?.Publish is { } publish)
        {
            Write(output, publish, answer);
        }
    }

    private static void Write(TextWriter output, int number, RuleExplanation rule)
    {
        output.WriteLine($"{number,3}  {rule.Rule.Name}  [{rule.Location}]  {(rule.Matched ? "matches" : "does not match")}");
        foreach (var finding in rule.Findings)
        {
            output.WriteLine($"       {(finding.Holds ? "yes" : "no ")}  {finding.Text}");
        }

        if (rule.Findings.IsEmpty)
        {
            output.WriteLine("       yes  it has no conditions");
        }
    }

    private static void Write(TextWriter output, PublishAction publish, PolicyAnswer answer)
    {
        var farm = publish.To;
        var servers = string.Join(", ", farm.Servers.Select(s => s.Authority));
        output.WriteLine($"  front end  {farm.Name}: {servers}{(farm.Servers.Length > 1 ? $", by {JsonOutput.Word(farm.Balancing)}" : "")}");
        output.WriteLine($"  bridging   {AnswerWords.Bridging(publish)}");
        if (AnswerWords.InnerUrl(answer) is { } inner && answer.Outcome?.Section is { } section)
        {
            output.WriteLine($"  inner URL  {inner}");
            output.WriteLine($"  Host       {(publish.SendOriginalHost ? $"{answer.Query!.Value.Target.Host} (as published)" : "the front end's own name")}");
            output.WriteLine($"  body       {(section.MaximumRequestBody is { } bytes ? $"up to {AnswerWords.Size(bytes)}" : "no limit")}");
            if (section.Limits is { } limits)
            {
                output.WriteLine($"  limits     {LimitsText.Of(limits, farm)}");
            }
        }
    }
}
