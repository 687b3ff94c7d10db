using System.Collections.Immutable;
using WebPublisher.Administration.Model;

namespace WebPublisher.Administration.Actions;

/// <summary><c>POST /api/addresses/remove</c>: takes the entries for just these addresses off both lists.</summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where outcomes are told.</param>
internal sealed class AddressRemoveEndpoint(RunningServer server, ActionLog log) : ActionEndpoint<AddressChange>(AdministrationJson.Default.AddressChange, log)
{
    /// <inheritdoc/>
    public override string Path => "/api/addresses/remove";

    /// <inheritdoc/>
    protected override Task<ImmutableArray<ActionOutcome>> ActAsync(AddressChange body, CancellationToken cancellation) =>
        new AddressActions(server.States.Of(server.Policy.Current).Addresses).RemoveAsync(WrittenAddresses.Read(body.Addresses));
}
