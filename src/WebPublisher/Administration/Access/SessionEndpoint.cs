using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary><c>GET /api/session</c>: who asks, and what they may do.</summary>
internal sealed class SessionEndpoint : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/session";

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http) => SendJsonAsync(http, SessionStatus.Of(OperationsCaller.Of(http)), AdministrationJson.Default.SessionStatus);
}
