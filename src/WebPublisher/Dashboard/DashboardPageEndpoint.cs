using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;

namespace WebPublisher.Dashboard;

/// <summary><c>GET /</c>: the dashboard's page. It holds no data; its scripts ask the administration's API.</summary>
/// <param name="assets">The dashboard's files.</param>
internal sealed class DashboardPageEndpoint(DashboardAssets assets) : OperationsEndpoint
{
    /// <summary>
    /// Stricter than other answers of this server: the page shows what strangers have sent. Should any of it ever be taken for markup, nothing of it runs, loads or is sent
    /// anywhere: scripts and styles come from files of this server alone, and no string becomes markup at all (Trusted Types).
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private readonly string _tag = $"\"{assets.Version}\"";

    /// <inheritdoc/>
    public override string Path => "/";

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ETag = _tag;
        headers.CacheControl = "private, no-cache";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (http.Request.Headers.IfNoneMatch == _tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return SendAsync(http, StatusCodes.Status200OK, "text/html; charset=utf-8", assets.Page);
    }
}
