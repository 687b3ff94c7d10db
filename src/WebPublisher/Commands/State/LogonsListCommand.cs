using System.CommandLine;
using System.Globalization;
using WebPublisher.Administration.Actions;
using WebPublisher.State.Logons;

namespace WebPublisher.Commands.State;

/// <summary><c>logons list</c>.</summary>
internal sealed class LogonsListCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock locks end by.</param>
    public LogonsListCommand(TimeProvider time)
        : base("list", "Shows the locks that hold. Users are shown by the beginning of a hash: a name can be looked up, not read out.")
    {
        var user = LogonUser.Option();
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        foreach (var option in new Option[] { user, json, policy })
        {
            Options.Add(option);
        }

        SetAction(async (parsed, _) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            await using var state = StoredState.Copy(PolicyFile.Load(parsed.GetValue(policy), time), time);
            var wanted = LogonUser.Condition(state, parsed.GetValue(user));
            var locks = state.LogonLocks.Entries.Where(wanted).ToList();
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, locks.Select(Row));
            }
            else
            {
                Print(output, locks);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["logons list", "logons list --user ann --json"];

    private static object Row(LogonLock entry) => new { entry.Id, entry.Kind, User = LogonActions.UserOf(entry), entry.Network, entry.Failures, entry.Since, entry.Until };

    private static void Print(TextWriter output, List<LogonLock> locks)
    {
        var table = new TextTable("Lock", "Keeps out", "User", "Network", "Failures", "Since", "Until");
        foreach (var entry in locks)
        {
            table.Add(
                entry.Id.ToString(CultureInfo.InvariantCulture), JsonOutput.Word(entry.Kind), LogonActions.UserOf(entry) ?? (entry.Kind == LogonLockKind.MailSource ? "(anybody)" : "(not known devices)"), entry.Network,
                entry.Failures.ToString(CultureInfo.InvariantCulture), $"{entry.Since:u}", $"{entry.Until:u}");
        }

        table.Write(output);
        output.WriteLine(Count.Of(locks.Count, "lock", "locks"));
    }
}
