using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;
using WebPublisher.State.Logons;
using WebPublisher.Wording;

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

        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var locks = await ReadAsync(PolicyFile.Load(parsed.GetValue(policy), time), parsed.GetValue(user), time, cancellation);
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

    /// <summary>The locks that hold, by their end: those of the running server, or those in the state where none runs.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="user">Whose; null for all.</param>
    /// <param name="time">The clock locks end by.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ImmutableArray<LogonLockEntry>> ReadAsync(PublisherPolicy policy, string? user, TimeProvider time, CancellationToken cancellation)
    {
        using var server = await AnyServer.FindAsync(policy.Server.StateDirectory, ControlSocket.Names, time, cancellation);
        if (server is not null)
        {
            var whose = user is null ? "" : $"?user={Uri.EscapeDataString(user)}";
            return await server.GetAsync($"/api/logons{whose}", AdministrationJson.Default.ImmutableArrayLogonLockEntry, cancellation);
        }

        await using var state = StoredState.Copy(policy, time);
        return [.. state.LogonLocks.Entries.Where(LogonActions.LocksOf(state, user)).Select(LogonLockEntry.Of)];
    }

    private static LogonLockKind KindOf(LogonLockEntry entry) => Enum.Parse<LogonLockKind>(entry.Kind, ignoreCase: true);

    private static object Row(LogonLockEntry entry) => new { entry.Id, Kind = KindOf(entry), entry.User, entry.Network, entry.Failures, entry.Since, entry.Until };

    private static void Print(TextWriter output, ImmutableArray<LogonLockEntry> locks)
    {
        var table = new TextTable("Lock", "Keeps out", "User", "Network", "Failures", "Since", "Until");
        foreach (var entry in locks)
        {
            var kind = KindOf(entry);
            table.Add(
                entry.Id.ToString(CultureInfo.InvariantCulture), JsonOutput.Word(kind), entry.User ?? (kind == LogonLockKind.MailSource ? "(anybody)" : "(not known devices)"), entry.Network,
                entry.Failures.ToString(CultureInfo.InvariantCulture), $"{entry.Since:u}", $"{entry.Until:u}");
        }

        table.Write(output);
        output.WriteLine(Count.Of(locks.Length, "lock", "locks"));
    }
}
