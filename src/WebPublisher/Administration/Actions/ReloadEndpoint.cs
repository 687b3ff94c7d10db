using System.Collections.Immutable;
using WebPublisher.Administration.Model;
using WebPublisher.Policy.Reload;

namespace WebPublisher.Administration.Actions;

/// <summary>
/// <c>POST /api/reload</c>: reads the policy again. The one outcome names the revision in force; errors of the policy are an outcome each, by <c>file:line:column</c>.
/// </summary>
/// <param name="server">The server that runs.</param>
/// <param name="log">Where outcomes are told.</param>
internal sealed class ReloadEndpoint(RunningServer server, ActionLog log) : ActionEndpoint<ReloadRequest>(AdministrationJson.Default.ReloadRequest, log)
{
    /// <inheritdoc/>
    public override string Path => "/api/reload";

    /// <inheritdoc/>
    protected override async Task<ImmutableArray<ActionOutcome>> ActAsync(ReloadRequest body, CancellationToken cancellation)
    {
        var reload = await server.ReloadAsync();
        return reload.Errors.IsEmpty
            ? [new ActionOutcome(reload.Revision ?? "", reload.Outcome is ReloadOutcome.Applied or ReloadOutcome.Unchanged, reload.Message)]
            : [.. reload.Errors.Select(error => new ActionOutcome($"{error.Location}", Done: false, $"{error}"))];
    }
}
