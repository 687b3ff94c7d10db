using System.Globalization;
using WebPublisher.Administration.Model;
using WebPublisher.State.Held;

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
            foreach (var message in await mail.FindAsync(parsed.GetRequiredValue(messages)))
            {
                await DeleteAsync(mail, message);
                outcomes.Add(new ActionOutcome(message.Id.ToString(CultureInfo.InvariantCulture), Done: true, $"{message.Id}: deleted"));
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["hold delete 17"];

    private static async Task DeleteAsync(HeldMail mail, HeldMessage message)
    {
        try
        {
            // Nobody releases it meanwhile.
            await using var file = message.State == HeldState.Held ? mail.Store.OpenAlone(message) : null;
            await mail.Store.DeleteAsync(message);
        }
        catch (FileNotFoundException)
        {
            await mail.Store.DeleteAsync(message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"held message {message.Id} cannot be deleted: {e.Message}", cause: e);
        }
    }
}
