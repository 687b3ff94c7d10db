using System.Collections.Immutable;
using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;
using WebPublisher.Policy;

namespace WebPublisher.Commands.State;

/// <summary><c>hold delete</c>.</summary>
internal sealed class HoldDeleteCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public HoldDeleteCommand(TimeProvider time)
        : base("delete", "Deletes held messages for good. Neither sender nor recipient learns of it.")
    {
        var messages = HoldCommand.Messages();
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        Arguments.Add(messages);
        Options.Add(json);
        Options.Add(policy);
        SetAction(async (parsed, cancellation) =>
        {
            var loaded = PolicyFile.Load(parsed.GetValue(policy), time);
            var named = await HeldMail.NamesAsync(loaded, parsed.GetRequiredValue(messages), time);
            using var outcomes = new Outcomes(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            var asked = await ServerAction.TryAsync(
                loaded.Server.StateDirectory, HeldMail.Processes, "/api/held/delete", new HeldChoice(named), AdministrationJson.Default.HeldChoice, time, cancellation);
            return asked is { } known ? outcomes.Add(known) : await DeleteAsync(loaded, named, outcomes, time);
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["hold delete 17"];

    private static async Task<int> DeleteAsync(PublisherPolicy policy, ImmutableArray<string> named, Outcomes outcomes, TimeProvider time)
    {
        await using var mail = HeldMail.Open(policy, time);
        var code = ExitCode.Ok;
        foreach (var message in await mail.FindAsync(named))
        {
            code = Math.Max(code, outcomes.Add([await HeldActions.DeleteAsync(message, mail.Store)]));
        }

        return code;
    }
}
