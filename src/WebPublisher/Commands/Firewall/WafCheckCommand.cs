using WebPublisher.Waf;
using WebPublisher.Waf.SecLang;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Firewall;

/// <summary><c>waf check</c>: can rule files be used?</summary>
internal sealed class WafCheckCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock that rules see.</param>
    public WafCheckCommand(TimeProvider time)
        : base("check", "Reads and compiles rule files without a policy, and prints every error as file:line:column: message.")
    {
        var rules = RuleFolder.Option();
        rules.Required = true;
        var json = JsonOutput.Option();
        Options.Add(rules);
        Options.Add(json);
        SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var report = Check(RuleFolder.Parts(parsed.GetRequiredValue(rules)!), time);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                Print(output, report);
            }

            return report.Errors.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["waf check --rules /usr/share/modsecurity-crs", "waf check --rules exclusions.conf --json"];

    private static RuleCheckReport Check(IEnumerable<RuleSetPart> parts, TimeProvider time)
    {
        var began = time.GetTimestamp();
        var parsed = RuleSetParser.Parse(new RuleSetSource([.. parts]));
        IReadOnlyList<RuleSetError> errors = parsed.Errors.Count > 0 ? parsed.Errors : RuleSet.Compile(parsed.Directives, time).Errors;
        return new RuleCheckReport(
            parsed.Files.Count,
            parsed.Directives.Count(directive => directive is RuleDirective or ActionDirective { IsDefault: false }),
            (long)time.GetElapsedTime(began).TotalMilliseconds,
            [.. errors.Select(RuleCheckReport.Entry.Of)]);
    }

    private static void Print(TextWriter output, RuleCheckReport report)
    {
        foreach (var error in report.Errors)
        {
            output.WriteLine(error);
        }

        output.WriteLine($"{Count.Of(report.Errors.Count, "error")}; {Count.Of(report.Rules, "rule")} in {Count.Of(report.Files, "file")}, compiled in {report.Milliseconds} ms");
    }
}
