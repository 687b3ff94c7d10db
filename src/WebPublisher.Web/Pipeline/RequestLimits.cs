using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Denials;

namespace WebPublisher.Web.Pipeline;

/// <summary>What a section allows the body of a request: its length, and how slowly it and its answer may move.</summary>
internal static class RequestLimits
{
    /// <summary>Refuses a body that is announced too long, and has Kestrel count one of unknown length as it streams.</summary>
    /// <returns>Why the request is refused, or null.</returns>
    public static Denial? Apply(HttpContext http, PublishSection section)
    {
        var maximum = section.MaximumRequestBody;
        if (http.Request.ContentLength > maximum)
        {
            return new Denial(DenialReason.BodyTooLarge, $"{http.Request.ContentLength} bytes announced, {maximum} allowed");
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maximum;
        }

        if (section.Limits is { } limits)
        {
            ApplyRates(http, limits);
        }

        return null;
    }

    private static void ApplyRates(HttpContext http, LimitsPolicy limits)
    {
        // Kestrel measures what streams of HTTP/2 send over the whole connection, by its own rate; all a stream can do is not take part.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } request && (limits.MinimumRequestRate is null || !HttpProtocol.IsHttp2(http.Request.Protocol)))
        {
            request.MinDataRate = Rate(limits.MinimumRequestRate);
        }

        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } response)
        {
            response.MinDataRate = Rate(limits.MinimumResponseRate);
        }
    }

    private static MinDataRate? Rate(DataRate? rate) => rate is null ? null : new MinDataRate(rate.BytesPerSecond, rate.Grace);
}
