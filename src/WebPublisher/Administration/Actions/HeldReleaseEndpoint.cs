using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using WebPublisher.Administration.Model;
using WebPublisher.Policy;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;
using WebPublisher.State.Held;

namespace WebPublisher.Administration.Actions;

/// <summary><c>POST /api/held/release</c>: hands held messages to the servers of their recipients, by the mail half where this process runs it.</summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where outcomes are told.</param>
internal sealed class HeldReleaseEndpoint(RunningServer server, ActionLog log) : HeldEndpoint(server, log)
{
    private readonly RunningServer _server = server;

    /// <inheritdoc/>
    public override string Path => "/api/held/release";

    /// <inheritdoc/>
    protected override async Task<ImmutableArray<ActionOutcome>> ActAsync(HeldMessage message, PublisherPolicy policy, MailPolicy mail, CancellationToken cancellation)
    {
        if (_server.Smtp() is { } half)
        {
            return await HeldActions.ReleaseAsync(message, half.ReleaseAsync, cancellation);
        }

        // The process of the web half has nothing that sends mail, and may be asked by somebody who has no access to the other.
        await using var relay = new Relay(new RelayOptions { Time = _server.Time, Logger = _server.Loggers.CreateLogger<HeldReleaseEndpoint>() });
        var index = _server.States.Of(policy).Held;
        var store = new HoldStore(policy.Server.StateDirectory, index, mail.Hold, _server.Time, _server.Loggers.CreateLogger<HoldStore>());
        var spool = new SpoolArea(new SpoolOptions { Directory = System.IO.Path.Combine(policy.Server.StateDirectory, "spool") });
        return await HeldActions.ReleaseAsync(message, new HeldRelease(mail, relay, store, index, spool).RunAsync, cancellation);
    }
}
