using System.CommandLine;
using WebPublisher.Administration.Model;

namespace WebPublisher.Commands.Running;

/// <summary><c>top</c>: who comes most, and what most is decided.</summary>
internal sealed class TopCommand : ExampleCommand
{
    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(1);

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock that it waits by.</param>
    public TopCommand(TimeProvider time)
        : base("top", "Shows what most is decided: by client, rule, agent and reason, of the last 15 minutes. On a terminal again each second, until q or Ctrl+C; elsewhere once.")
    {
        var once = new Option<bool>("--once") { Description = "Show it once, on a terminal too." };
        var rows = new Option<int>("--rows") { Description = "How many rows a table has.", HelpName = "N", DefaultValueFactory = _ => 10 };
        NumberRange.Demand(rows, 1, 50);
        var json = new Option<bool>("--json") { Description = "Write the result once, as JSON, with all rows." };
        Options.Add(once);
        Options.Add(rows);
        Options.Add(json);
        var choice = new ServerChoice(this, time);
        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var servers = new AskedServers(await choice.FindAsync(parsed, cancellation));
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, await AskAsync(servers, cancellation));
                return ExitCode.Ok;
            }

            if (parsed.GetValue(once) || !Display.HasScreen(output))
            {
                TopText.Write(output, await AskAsync(servers, cancellation), parsed.GetValue(rows));
                return ExitCode.Ok;
            }

            using var display = new Display(output);
            await display.RunAsync(
                s_each, time, async (writer, stop) => await AskedServers.TryAsync(writer, async () => TopText.Write(writer, await AskAsync(servers, stop), parsed.GetValue(rows))), cancellation);
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["top", "top --once --rows 20", "top --json"];

    private static async Task<Traffic> AskAsync(AskedServers servers, CancellationToken cancellation) =>
        TrafficSum.Of(await servers.GetAsync("/api/traffic", AdministrationJson.Default.Traffic, cancellation));
}
