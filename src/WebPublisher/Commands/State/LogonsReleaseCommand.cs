using System.Collections.Immutable;
using System.CommandLine;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;

namespace WebPublisher.Commands.State;

/// <summary><c>logons release</c>.</summary>
internal sealed class LogonsReleaseCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock locks end by.</param>
    public LogonsReleaseCommand(TimeProvider time)
        : base("release", "Ends locks before their time: by number, or all of a user.")
    {
        var numbers = new Argument<long[]>("LOCK") { Description = "Numbers of locks, as 'logons list' shows them.", Arity = ArgumentArity.ZeroOrMore };
        var user = LogonUser.Option();
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        Arguments.Add(numbers);
        Options.Add(user);
        Options.Add(json);
        Options.Add(policy);
        SetAction(async (parsed, cancellation) =>
        {
            var (wanted, name) = ((parsed.GetValue(numbers) ?? []).ToHashSet(), parsed.GetValue(user));
            if (wanted.Count == 0 == (name is null))
            {
                throw new CommandFailure("say which: numbers of locks, or --user NAME.", ExitCode.Usage);
            }

            var loaded = PolicyFile.Load(parsed.GetValue(policy), time);
            var numbered = name is null ? wanted : (await LogonsListCommand.ReadAsync(loaded, name, time, cancellation)).Select(entry => entry.Id).ToHashSet();
            var outcomes = numbered.Count == 0 ? [] : await ServerAction.TryAsync(
                loaded.Server.StateDirectory, ControlSocket.Names, "/api/logons/release", new LogonChoice([.. numbered]), AdministrationJson.Default.LogonChoice, time, cancellation)
                ?? await ReleaseAsync(loaded, numbered, time);
            Outcomes.Write(parsed.InvocationConfiguration.Output, [.. outcomes.Where(outcome => outcome.Done)], parsed.GetValue(json));
            if (name is not null && outcomes.IsEmpty)
            {
                throw new CommandFailure("no lock is for this user.");
            }

            var missing = outcomes.Where(outcome => !outcome.Done).Select(outcome => outcome.Subject).ToList();
            return missing.Count == 0 ? ExitCode.Ok : throw new CommandFailure($"no lock holds by the number {string.Join(", ", missing)}.");
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["logons release 17", "logons release --user ann"];

    private static async Task<ImmutableArray<ActionOutcome>> ReleaseAsync(PublisherPolicy policy, HashSet<long> numbers, TimeProvider time)
    {
        await using var state = StoredState.Open(policy, time);
        return await LogonActions.ReleaseAsync(state.LogonLocks, numbers);
    }
}
