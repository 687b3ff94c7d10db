using System.Collections.Immutable;
using System.CommandLine;
using WebPublisher.Administration.Model;

namespace WebPublisher.Commands.Running;

/// <summary><c>status</c>: how the running server is.</summary>
internal sealed class StatusCommand : ExampleCommand
{
    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(1);

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock that watching waits by.</param>
    public StatusCommand(TimeProvider time)
        : base("status", "Shows how the running server is: its policy, what listens, the servers behind, certificates, state. Exit code 1 when it is not ready for traffic.")
    {
        var watch = new Option<bool>("--watch", "-w") { Description = "Show it again each second, until q or Ctrl+C; a line each second where the output is no terminal." };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON, a list with an object for each process; with --watch one line each second." };
        Options.Add(watch);
        Options.Add(json);
        var choice = new ServerChoice(this, time);
        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            using var servers = new AskedServers(await choice.FindAsync(parsed, cancellation));
            return parsed.GetValue(watch)
                ? await WatchAsync(servers, output, parsed.GetValue(json), time, cancellation)
                : Show(await AskAsync(servers, cancellation), output, parsed.GetValue(json));
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["status", "status --watch", "status --json"];

    private static Task<ImmutableArray<ServerStatus>> AskAsync(AskedServers servers, CancellationToken cancellation) =>
        servers.GetAsync("/api/status", AdministrationJson.Default.ServerStatus, cancellation);

    private static int Show(ImmutableArray<ServerStatus> all, TextWriter output, bool json)
    {
        if (json)
        {
            JsonOutput.Write(output, all);
        }
        else
        {
            StatusText.Write(output, all);
        }

        return all.All(status => status.Readiness.IsReady) ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<int> WatchAsync(AskedServers servers, TextWriter output, bool json, TimeProvider time, CancellationToken cancellation)
    {
        var ready = true;
        using var display = new Display(output, isList: json);
        await display.RunAsync(s_each, time, async (writer, stop) =>
        {
            // JSON is for programs, which read no sentence between.
            ready = await AskedServers.TryAsync(json ? TextWriter.Null : writer, async () => ready = Write(await AskAsync(servers, stop), writer, json, display.IsScreen)) && ready;
        }, cancellation);
        return ready ? ExitCode.Ok : ExitCode.Failed;
    }

    private static bool Write(ImmutableArray<ServerStatus> all, TextWriter writer, bool json, bool isScreen)
    {
        if (json)
        {
            JsonOutput.WriteLine(writer, all);
        }
        else if (isScreen)
        {
            StatusText.Write(writer, all);
        }
        else
        {
            foreach (var status in all)
            {
                writer.WriteLine(StatusText.Line(status));
            }
        }

        return all.All(status => status.Readiness.IsReady);
    }
}
