using System.Collections.Immutable;
using WebPublisher.Administration.Model;

namespace WebPublisher.Administration.Actions;

/// <summary><c>POST /api/logons/release</c>: lets locked out users, devices and networks log on again.</summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where outcomes are told.</param>
internal sealed class LogonReleaseEndpoint(RunningServer server, ActionLog log) : ActionEndpoint<LogonChoice>(AdministrationJson.Default.LogonChoice, log)
{
    /// <inheritdoc/>
    public override string Path => "/api/logons/release";

    /// <inheritdoc/>
    protected override Task<ImmutableArray<ActionOutcome>> ActAsync(LogonChoice body, CancellationToken cancellation) => body.Ids.IsDefaultOrEmpty
        ? throw new ActionRefusedException("ids is empty: expected numbers of locks.")
        : LogonActions.ReleaseAsync(server.States.Of(server.Policy.Current).LogonLocks, body.Ids.ToHashSet());
}
