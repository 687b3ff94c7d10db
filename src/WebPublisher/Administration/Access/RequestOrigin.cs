using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Administration.Access;

/// <summary>
/// Keeps web pages of other origins from using the operations server by the browser of somebody who may. Such a page can send forms and simple requests anywhere; it cannot add
/// a header field or a JSON content type without asking the server first (CORS), which never agrees, and its browser says where the request comes from.
/// </summary>
internal static class RequestOrigin
{
    /// <summary>The field that every action carries, with the value 1.</summary>
    public const string Field = "X-WebPublisher";

    /// <summary>Why a request must not be answered, as status and sentence; null when nothing is wrong.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bodyType">The media type that an action's body has: none that a form can send.</param>
    public static (int Status, string Problem)? ProblemOf(HttpRequest request, string bodyType)
    {
        if (IsForeign(request))
        {
            return (StatusCodes.Status403Forbidden, "Requests of web pages of another origin are not answered.");
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        if (request.Headers[Field] != "1")
        {
            return (StatusCodes.Status403Forbidden, $"An action needs the header field {Field}: 1.");
        }

        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(bodyType, StringComparison.OrdinalIgnoreCase)
            ? null
            : (StatusCodes.Status415UnsupportedMediaType, $"The action needs a body of Content-Type: {bodyType}.");
    }

    // Fetch Metadata (W3C) is what the browser says, and no page can change it; Origin is there for browsers that do not have it yet.
    private static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count == 0 || site == "same-origin" || (site == "none" && !HttpMethods.IsPost(request.Method)))
        {
            return false;
        }

        // A link on another page may lead to the dashboard, but not to what it is made of.
        var isLink = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
        return !isLink || request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
    }
}
