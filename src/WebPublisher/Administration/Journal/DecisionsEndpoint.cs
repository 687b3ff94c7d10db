using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Journal;

/// <summary><c>GET /api/decisions</c>: the latest decisions, the last first. <c>limit</c>, <c>kind</c>, <c>outcome</c>, <c>client</c> and <c>by</c> say which.</summary>
/// <param name="journal">The journal.</param>
internal sealed class DecisionsEndpoint(DecisionJournal journal) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/decisions";

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http) => DecisionQuery.Parse(http.Request.Query, out var query) is { } wrong
        ? SendProblemAsync(http, StatusCodes.Status400BadRequest, wrong)
        : SendJsonAsync(http, journal.Find(query), AdministrationJson.Default.ImmutableArrayDecision);
}
