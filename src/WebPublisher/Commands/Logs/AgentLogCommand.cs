using System.CommandLine;
using WebPublisher.Smtp.Logs;

namespace WebPublisher.Commands.Logs;

/// <summary><c>agent-log</c>: what agents found, and what was done about it.</summary>
internal sealed class AgentLogCommand : ExampleCommand
{
    private const int UsualCount = 100;
    private const int LargestCount = 100_000;

    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock that following a log waits by.</param>
    public AgentLogCommand(TimeProvider time)
        : base("agent-log", "Shows the agent log of the mail half as a table: the last lines, rotated files included, or those that fit.")
    {
        var last = new Option<int>("--last") { Description = "How many lines at most.", HelpName = "N", DefaultValueFactory = _ => UsualCount };
        var where = new Option<string[]>("--where")
        {
            Description = $"Only lines for which this holds: field=value, field~text, time>=INSTANT, time<=INSTANT. May be repeated; then all have to. Fields: {string.Join(", ", AgentLogFields.Names)}; "
                + "reference is the number that a refusal carries.",
            HelpName = "CONDITION",
        };
        var follow = new Option<bool>("--follow", "-f") { Description = "Then show lines as they are written, until Ctrl+C." };
        var json = new Option<bool>("--json") { Description = "Write each line with all its fields as one line of JSON." };
        var directory = new Option<string?>("--directory") { Description = "The log's directory. Default: the policy's logging.agentLog.directory.", HelpName = "DIR" };
        var policy = PolicyFile.Option();
        foreach (var option in new Option[] { last, where, follow, json, directory, policy })
        {
            Options.Add(option);
        }

        NumberRange.Demand(last, 1, LargestCount);
        SetAction(async (parsed, _) =>
        {
            var conditions = (parsed.GetValue(where) ?? []).Select(AgentLogCondition.Parse).ToList();
            var reader = new AgentLogReader(Locate(parsed.GetValue(directory), parsed.GetValue(policy), time), conditions);
            await ShowAsync(reader, parsed.GetValue(last), parsed.GetValue(follow), parsed.GetValue(json), parsed.InvocationConfiguration.Output, time);
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "agent-log --last 1",
        "agent-log --follow --where action=RejectMessage",
        "agent-log --where remoteEndpoint~192.0.2.7 --where 'time>=2026-11-21T10:00Z' --json",
        "agent-log --where reference=2P5Z-K8R0-7XQE-M3WD",
    ];

    private static string Locate(string? directory, string? policy, TimeProvider time)
    {
        var named = directory ?? PolicyFile.Load(policy, time).Logging.AgentLog?.Directory
            ?? throw new CommandFailure("the policy keeps no agent log: it has no logging.agentLog. --directory names that of another.", ExitCode.Usage);
        return Directory.Exists(named) || directory is null ? named : throw new CommandFailure($"there is no directory {named}.", ExitCode.Usage);
    }

    private static async Task ShowAsync(AgentLogReader reader, int last, bool follow, bool json, TextWriter output, TimeProvider time)
    {
        var entries = reader.Last(last);
        Action<AgentLogEntry> write = json ? entry => JsonOutput.WriteLine(output, Fields(entry)) : new AgentLogTable(output, entries).Add;
        foreach (var entry in json ? entries : [])
        {
            write(entry);
        }

        if (!follow)
        {
            return;
        }

        using var signals = new StopSignals();
        using var stopped = new CancellationTokenSource();
        var stopping = signals.Stopping.ContinueWith(_ => stopped.Cancel(), TaskScheduler.Default);
        await output.FlushAsync();
        await foreach (var entry in reader.FollowAsync(time, stopped.Token))
        {
            write(entry);
            await output.FlushAsync();
        }

        await stopping;
    }

    private static Dictionary<string, string> Fields(AgentLogEntry entry) => AgentLogFields.Names.Zip(entry.Values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
}
