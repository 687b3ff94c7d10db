using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Journal;

/// <summary><c>GET /api/traffic</c>.</summary>
/// <param name="counters">The counters.</param>
internal sealed class TrafficEndpoint(TrafficCounters counters) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/traffic";

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http) => SendJsonAsync(http, counters.Look(), AdministrationJson.Default.Traffic);
}
