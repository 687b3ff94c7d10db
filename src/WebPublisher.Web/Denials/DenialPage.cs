using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Web.Denials;

/// <summary>Tells the outside that a request was refused: title, codes, reference number, and nothing about the inside.</summary>
internal static class DenialPage
{
    // RFC 9110 section 15.5.6 wants Allow with every 405. Which methods a URL has is for rules to say; these are the ones every site has.
    private const string EveryMethod = "GET, HEAD, POST";

    /// <summary>Writes the answer. The body of the request is not read; where one was announced, or the channel is not secure, the connection ends.</summary>
    /// <returns>Bytes of the body written.</returns>
    public static async ValueTask<int> WriteAsync(HttpContext http, Denial denial, string reference)
    {
        var format = AcceptField.Prefers(http.Request.Headers.Accept);
        var template = DenialTemplate.For(denial.Reason, format);
        var length = template.Head.Length + reference.Length + template.Tail.Length;

        var response = http.Response;
        var headers = response.Headers;
        response.StatusCode = denial.Status;
        headers.ContentType = template.ContentType;
        headers.ContentLength = length;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (format == DenialFormat.Html)
        {
            headers.ContentSecurityPolicy = DenialTemplate.ContentSecurityPolicy;
        }

        if (denial.Status == StatusCodes.Status405MethodNotAllowed)
        {
            headers.Allow = EveryMethod;
        }

        if (denial.RetryAfter is { } wait)
        {
            headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (denial.Reason == DenialReason.SecureChannelRequired && !HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            headers.Connection = "close";
        }

        CloseAfterUnreadBody(http);

        if (HttpMethods.IsHead(http.Request.Method))
        {
            return 0;
        }

        var writer = response.BodyWriter;
        Fill(writer.GetSpan(length), template, reference);
        writer.Advance(length);
        await writer.FlushAsync(http.RequestAborted);
        return length;
    }

    /// <summary>
    /// Ends an HTTP/1.1 connection on which an announced body stays unread: what follows would be taken for the next request. Kestrel throws away what still comes for five
    /// seconds, so that the client is not cut off while it reads the answer, and takes no further request.
    /// </summary>
    public static void CloseAfterUnreadBody(HttpContext http)
    {
        // HTTP/2 resets the one stream instead, and knows no Connection field (RFC 9113 section 8.2.2).
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            http.Response.Headers.Connection = "close";
        }
    }

    private static void Fill(Span<byte> buffer, DenialTemplate template, string reference)
    {
        template.Head.CopyTo(buffer);
        var written = template.Head.Length + Encoding.ASCII.GetBytes(reference, buffer[template.Head.Length..]);
        template.Tail.CopyTo(buffer[written..]);
    }
}
