using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace WebPublisher.Web.Listeners;

/// <summary>
/// Ends a connection after a request that arrived in the very moment the connection was asked to end. Kestrel serves such a request and would then keep the connection
/// until the drain cuts it. HTTP/2 has said GOAWAY by then and needs nothing.
/// </summary>
internal static class DrainNotice
{
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.IsCancellationRequested == true && HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            http.Response.OnStarting(
                static response =>
                {
                    ((HttpResponse)response).Headers.Connection = "close";
                    return Task.CompletedTask;
                },
                http.Response);
        }

        return next(http);
    }
}
