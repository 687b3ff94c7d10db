using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Pipeline;

/// <summary>The longest request body a rule takes.</summary>
internal static class BodyLimit
{
    /// <summary>Refuses a body that is announced too long, and has Kestrel count one of unknown length as it streams.</summary>
    /// <param name="http">The request.</param>
    /// <param name="maximum">In bytes, or null for no limit.</param>
    /// <returns>Why the request is refused, or null.</returns>
    public static Denial? Apply(HttpContext http, long? maximum)
    {
        if (http.Request.ContentLength > maximum)
        {
            return new Denial(DenialReason.BodyTooLarge, $"{http.Request.ContentLength} bytes announced, {maximum} allowed");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maximum;
        }

        return null;
    }
}
