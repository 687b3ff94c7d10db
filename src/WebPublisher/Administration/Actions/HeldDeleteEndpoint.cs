using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Model;
using WebPublisher.Policy;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Holding;
using WebPublisher.State.Held;

namespace WebPublisher.Administration.Actions;

/// <summary><c>POST /api/held/delete</c>: deletes held messages for good.</summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where outcomes are told.</param>
internal sealed class HeldDeleteEndpoint(RunningServer server, ActionLog log) : HeldEndpoint(server, log)
{
    private readonly RunningServer _server = server;

    /// <inheritdoc/>
    public override string Path => "/api/held/delete";

    /// <inheritdoc/>
    protected override async Task<ImmutableArray<ActionOutcome>> ActAsync(HeldMessage message, PublisherPolicy policy, MailPolicy mail, CancellationToken cancellation)
    {
        var store = new HoldStore(policy.Server.StateDirectory, _server.States.Of(policy).Held, mail.Hold, _server.Time, _server.Loggers.CreateLogger<HoldStore>());
        return [await HeldActions.DeleteAsync(message, store)];
    }
}
