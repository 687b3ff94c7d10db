using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Web.Listeners.Quotas;

/// <summary>Notes of a connection that it has brought a request: it is none of those that only hold a place, or only make work.</summary>
internal static class RequestNotice
{
    public static Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        http.Features.GetRequiredFeature<ClientConnection>().NoteRequest();
        return next(http);
    }
}
