using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Status;

/// <summary><c>GET /api/status</c>.</summary>
/// <param name="board">Looks.</param>
internal sealed class StatusEndpoint(StatusBoard board) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/status";

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http) => SendJsonAsync(http, board.Look().Status, AdministrationJson.Default.ServerStatus);
}
