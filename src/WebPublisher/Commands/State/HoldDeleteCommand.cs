using WebPublisher.Administration.Actions;

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
        SetAction(async (parsed, _) =>
        {
            await using var mail = HeldMail.Open(PolicyFile.Load(parsed.GetValue(policy), time), time);
            using var outcomes = new Outcomes(parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            var failed = false;
            foreach (var message in await mail.FindAsync(parsed.GetRequiredValue(messages)))
            {
                var outcome = await HeldActions.DeleteAsync(message, mail.Store);
                outcomes.Add(outcome);
                failed |= !outcome.Done;
            }

            return failed ? ExitCode.Failed : ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["hold delete 17"];
}
