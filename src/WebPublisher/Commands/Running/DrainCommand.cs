using System.CommandLine;
using WebPublisher.Administration.Model;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Running;

/// <summary><c>drain</c>: takes the running server out of traffic.</summary>
internal sealed class DrainCommand : ExampleCommand
{
    private const int UsualWait = 30;
    private const int LongestWait = 3600;

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock of time limits.</param>
    public DrainCommand(TimeProvider time)
        : base("drain", "Has the running server take no new work, so that load balancers turn away, and waits for what is under way. Exit code 1 when something is left. Nothing is cut.")
    {
        var wait = new Option<int>("--wait") { Description = "How long to wait for what is under way.", HelpName = "SECONDS", DefaultValueFactory = _ => UsualWait };
        NumberRange.Demand(wait, 0, LongestWait);
        var undo = new Option<bool>("--undo") { Description = "Instead: have it take work again." };
        var json = JsonOutput.Option();
        Options.Add(wait);
        Options.Add(undo);
        Options.Add(json);
        var choice = new ServerChoice(this, time);
        SetAction(async (parsed, cancellation) =>
        {
            using var servers = new AskedServers(await choice.FindAsync(parsed, cancellation));
            var request = new DrainRequest(!parsed.GetValue(undo), parsed.GetValue(wait));
            var results = await Task.WhenAll(servers.Clients.Select(async server => new Result(
                server.Name, await server.PostAsync("/api/drain", request, AdministrationJson.Default.DrainRequest, AdministrationJson.Default.DrainStatus, cancellation))));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, results);
            }
            else
            {
                Print(output, results);
            }

            return !request.Drain || results.All(result => result.Status is { Requests: 0, Sessions: 0 }) ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["drain", "drain --wait 120", "drain --undo"];

    private static void Print(TextWriter output, IEnumerable<Result> results)
    {
        foreach (var (process, status) in results)
        {
            output.WriteLine($"{process}: {status.Phase}; {Count.Of(status.Requests, "request")} and {Count.Of(status.Sessions, "SMTP session")} under way");
        }
    }

    /// <summary>What came of it at one process.</summary>
    /// <param name="Process"><c>all</c>, <c>web</c> or <c>smtp</c>.</param>
    /// <param name="Status">How far it is.</param>
    private sealed record Result(string Process, DrainStatus Status);
}
