using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Web.Denials;

/// <summary>Refusals without a page: clients act on how they are refused, and would take a page for the front end's answer.</summary>
internal static class SilentDenial
{
    // RFC 9113 section 7: HTTP_1_1_REQUIRED. Browsers and curl send the request again over HTTP/1.1.
    private const int Http11Required = 0xd;

    /// <summary>Refuses so where the reason asks for it.</summary>
    /// <returns>False when the reason wants a page.</returns>
    public static bool TryApply(HttpContext http, Denial denial)
    {
        switch (denial.Reason)
        {
            case DenialReason.Http11Required when http.Features.Get<IHttpResetFeature>() is { } stream:
                http.Response.StatusCode = denial.Status;
                stream.Reset(Http11Required);
                return true;

            // What the front end did to its connection happens to the client's. Clients begin a logon anew on another one, which no status would make them do.
            case DenialReason.BoundConnectionLost:
                http.Response.StatusCode = denial.Status;
                http.Abort();
                return true;

            default:
                return false;
        }
    }
}
