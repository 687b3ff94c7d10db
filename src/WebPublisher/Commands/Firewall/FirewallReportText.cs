using WebPublisher.Commands.State;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Firewall;

/// <summary>A report of the web application firewall for a terminal.</summary>
internal static class FirewallReportText
{
    private const int LongestText = 100;

    /// <summary>Writes it.</summary>
    public static void Write(TextWriter output, FirewallReport report)
    {
        if (report.Matches == 0)
        {
            output.WriteLine("No rule of the firewall matched. The log is read as JSON: is it written with --log-json?");
            return;
        }

        output.WriteLine($"{report.From:u} to {report.To:u}");
        output.WriteLine(
            $"{Count.Of(report.Matches, "match", "matches")} in {Count.Of(report.Requests, "request")}; of these {report.Detected} would have been refused and {report.Blocked} "
            + $"were, from {Count.Of(report.Clients, "address", "addresses")}");
        output.WriteLine();
        foreach (var rule in report.Rules)
        {
            Write(output, rule);
        }

        if (report.RulesLeftOut > 0)
        {
            output.WriteLine($"{Count.Of(report.RulesLeftOut, "rule")} more: --top shows them.");
            output.WriteLine();
        }

        Write(output, report.Exclusions);
    }

    private static void Write(TextWriter output, RuleReport rule)
    {
        output.WriteLine($"{rule.Id}  {rule.Severity}  {Plain(rule.Message)}");
        output.WriteLine(
            $"    {Count.Of(rule.Hits, "match", "matches")}, {Count.Of(rule.Condemned, "condemned request")}, {Count.Of(rule.Clients, "client")}: {List(rule.TopClients)}");
        Line(output, "sections", List(rule.Sections));
        Line(output, "paths", List(rule.Paths));
        Line(output, "variables", List(rule.Variables));
        foreach (var sample in rule.Samples)
        {
            Line(output, "such as", Plain(sample));
        }

        output.WriteLine();
    }

    private static void Write(TextWriter output, IReadOnlyList<ExclusionSuggestion> exclusions)
    {
        if (exclusions.Count == 0)
        {
            return;
        }

        output.WriteLine("# Exclusions for the key waf that would have let requests of several clients pass. What clients send is in these lines:");
        output.WriteLine("# take over only what you know to be free text or the application's own.");
        foreach (var section in exclusions.GroupBy(exclusion => SectionName.Of(exclusion.Rule, exclusion.Section), StringComparer.Ordinal))
        {
            output.WriteLine($"# {Plain(section.Key)}");
            output.WriteLine("exclusions:");
            foreach (var exclusion in section)
            {
                output.WriteLine($"  {exclusion.Yaml} # {Count.Of(exclusion.Requests, "request")} of {Count.Of(exclusion.Clients, "client")}");
            }
        }
    }

    private static void Line(TextWriter output, string title, string text)
    {
        if (text.Length > 0)
        {
            output.WriteLine($"    {title}: {text}");
        }
    }

    private static string List(IReadOnlyList<CountedText> texts) => string.Join(", ", texts.Select(text => $"{Plain(text.Text)} ({text.Count})"));

    private static string Plain(string text) => TextTable.Plain(text.Length > LongestText ? $"{text[..LongestText]}..." : text);
}
