using WebPublisher.Administration.Actions;
using WebPublisher.Administration.Control;
using WebPublisher.Administration.Model;
using WebPublisher.Commands.Running;

namespace WebPublisher.Commands.State;

/// <summary><c>ip remove</c>.</summary>
internal sealed class IpRemoveCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock entries expire by.</param>
    public IpRemoveCommand(TimeProvider time)
        : base("remove", "Removes the stored entries for just these addresses, from both lists.")
    {
        var addresses = AddressArgument.Make();
        var json = JsonOutput.Option();
        var policy = PolicyFile.Option();
        Arguments.Add(addresses);
        Options.Add(json);
        Options.Add(policy);
        SetAction(async (parsed, cancellation) =>
        {
            var range = AddressArgument.Read(parsed.GetRequiredValue(addresses));
            var loaded = PolicyFile.Load(parsed.GetValue(policy), time);
            var change = new AddressChange(null, $"{range}", null, null);
            var outcomes = await ServerAction.TryAsync(
                loaded.Server.StateDirectory, ControlSocket.Names, "/api/addresses/remove", change, AdministrationJson.Default.AddressChange, time, cancellation);
            if (outcomes is null)
            {
                await using var state = StoredState.Open(loaded, time);
                outcomes = await new AddressActions(state.Addresses).RemoveAsync(range);
            }

            if (outcomes.Value.FirstOrDefault(outcome => !outcome.Done) is { } missing)
            {
                throw new CommandFailure(missing.Message);
            }

            Outcomes.Write(parsed.InvocationConfiguration.Output, outcomes, parsed.GetValue(json));
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["ip remove 192.0.2.25", "ip remove 198.51.100.0/24"];
}
