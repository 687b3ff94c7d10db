using Microsoft.AspNetCore.Http;
using WebPublisher.Telemetry;

namespace WebPublisher.Operations;

/// <summary><c>/metrics</c>: every metric in a format Prometheus reads.</summary>
/// <param name="prometheus">Where they come from.</param>
public sealed class MetricsEndpoint(PrometheusExporter prometheus) : OperationsEndpoint
{
    /// <inheritdoc/>
    public override string Path => "/metrics";

    /// <inheritdoc/>
    internal override OperationsAudience Audience => OperationsAudience.Anybody;

    /// <inheritdoc/>
    public override async Task AnswerAsync(HttpContext http)
    {
        var format = PrometheusNegotiation.Choose(http.Request.Headers.Accept);
        if (await prometheus.ScrapeAsync(format, http.RequestAborted) is not { } metrics)
        {
            await SendAsync(http, StatusCodes.Status503ServiceUnavailable, "text/plain; charset=utf-8", "The metrics could not be collected.\n"u8.ToArray());
            return;
        }

        http.Response.Headers.Vary = "Accept";
        await SendAsync(http, StatusCodes.Status200OK, PrometheusNegotiation.ContentType(format), metrics);
    }
}
