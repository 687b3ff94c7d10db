using Microsoft.AspNetCore.Http;
using WebPublisher.Operations;

namespace WebPublisher.Dashboard;

/// <summary>A script, style sheet or picture of the dashboard. Its address changes with its content, so browsers keep it for a year.</summary>
/// <param name="path">Where it is.</param>
/// <param name="asset">What it is.</param>
internal sealed class DashboardAssetEndpoint(string path, DashboardAsset asset) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => path;

    /// <inheritdoc/>
    public override Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return SendAsync(http, StatusCodes.Status200OK, asset.Type, asset.Content);
    }
}
