using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WebPublisher.Administration.Model;
using WebPublisher.Operations;

namespace WebPublisher.Administration.Access;

/// <summary><c>POST /api/session/begin</c>: logs a browser in with a token; it keeps a cookie from then on, and the token itself nowhere.</summary>
/// <param name="access">Who is known.</param>
internal sealed class SessionBeginEndpoint(NetworkAccess access) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/api/session/begin";

    /// <inheritdoc/>
    public override string Method => HttpMethods.Post;

    /// <inheritdoc/>
    internal override OperationsAudience Audience => OperationsAudience.Visitors;

    /// <inheritdoc/>
    internal override bool ChangesServer => false;

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        if (!http.Request.IsHttps)
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, "Nobody logs in here in clear; on the loopback address nobody needs to.");
            return;
        }

        try
        {
            var login = await JsonSerializer.DeserializeAsync(http.Request.Body, AdministrationJson.Default.Login, http.RequestAborted);
            var token = await access.VerifyAsync(http, login?.Token ?? "");
            http.Response.Cookies.Append(NetworkAccess.Cookie, access.Begin(http, token), CookieOf(OperationsSessions.Lifetime));
            await SendJsonAsync(http, SessionStatus.Of(new OperationsCaller($"token {token.Name}", token.May == Policy.Operations.OperationsRight.All) { IsSession = true }), AdministrationJson.Default.SessionStatus);
        }
        catch (Exception error) when (error is JsonException or BadHttpRequestException)
        {
            await SendProblemAsync(http, StatusCodes.Status400BadRequest, "Expected {\"token\":\"...\"}.");
        }
        catch (LoginRefusedException refused)
        {
            if (refused.RetryAfter is { } rest)
            {
                http.Response.Headers.RetryAfter = Math.Ceiling(rest.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            await SendProblemAsync(http, refused.Status, refused.Message);
        }
    }

    /// <summary>How the cookie is kept.</summary>
    /// <param name="age">How long.</param>
    public static CookieOptions CookieOf(TimeSpan age) => new() { Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = age };
}
