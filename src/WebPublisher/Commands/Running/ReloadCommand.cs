using WebPublisher.Administration.Model;
using WebPublisher.Commands.State;

namespace WebPublisher.Commands.Running;

/// <summary><c>reload</c>: has the running server read its policy again.</summary>
internal sealed class ReloadCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock of time limits.</param>
    public ReloadCommand(TimeProvider time)
        : base("reload", "Has the running server read its policy again, and tells what came of it. A policy with errors changes nothing: they are printed as check does, with exit code 3.")
    {
        var json = JsonOutput.Option();
        Options.Add(json);
        var choice = new ServerChoice(this, time);
        SetAction(async (parsed, cancellation) =>
        {
            using var servers = new AskedServers(await choice.FindAsync(parsed, cancellation));
            var results = await Task.WhenAll(servers.Clients.Select(async server => new Result(
                server.Name,
                await server.PostAsync("/api/reload", new ReloadRequest(), AdministrationJson.Default.ReloadRequest, AdministrationJson.Default.ImmutableArrayActionOutcome, cancellation))));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, results);
            }
            else
            {
                Print(output, results);
            }

            return results.Max(result => CodeOf(result.Outcomes));
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["reload", "reload --json"];

    // Where the policy has errors there is an outcome for each, by its place; else one by the policy's revision.
    private static int CodeOf(IReadOnlyCollection<ActionOutcome> outcomes) => outcomes.All(outcome => outcome.Done) ? ExitCode.Ok
        : outcomes.Any(outcome => outcome.Subject.Contains(':', StringComparison.Ordinal)) ? ExitCode.PolicyErrors
        : ExitCode.Failed;

    // Two processes of one policy find the same errors.
    private static void Print(TextWriter output, IEnumerable<Result> results)
    {
        foreach (var line in results.SelectMany(result => result.Outcomes.Select(outcome => Line(result.Process, outcome))).Distinct(StringComparer.Ordinal))
        {
            output.WriteLine(TextTable.Plain(line));
        }
    }

    private static string Line(string process, ActionOutcome outcome) =>
        outcome.Subject.Contains(':', StringComparison.Ordinal) ? outcome.Message : $"{process}: revision {outcome.Subject}: {outcome.Message}";

    /// <summary>What came of it at one process.</summary>
    /// <param name="Process"><c>all</c>, <c>web</c> or <c>smtp</c>.</param>
    /// <param name="Outcomes">What.</param>
    private sealed record Result(string Process, IReadOnlyCollection<ActionOutcome> Outcomes);
}
