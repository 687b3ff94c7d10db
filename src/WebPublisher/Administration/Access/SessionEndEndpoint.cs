using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary><c>POST /api/session/end</c>: logs a browser out.</summary>
/// <param name="access">Who is known.</param>
internal sealed class SessionEndEndpoint(NetworkAccess access) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/session/end";

    /// <inheritdoc/>
    public override string Method => HttpMethods.Post;

    /// <inheritdoc/>
    internal override bool ChangesServer => false;

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http)
    {
        access.End(http);
        http.Response.Cookies.Append(NetworkAccess.Cookie, "", SessionBeginEndpoint.CookieOf(TimeSpan.Zero));
        return SendJsonAsync(http, SessionStatus.Of(OperationsCaller.Of(http)) with { CanLogOut = false }, AdministrationJson.Default.SessionStatus);
    }
}
