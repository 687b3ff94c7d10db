using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Secrets;

namespace WebPublisher.Smtp.Screening.Http;

/// <summary><c>POST /screen</c>: judges the message that is the body of the request.</summary>
internal sealed class ScreenApplication : IHttpApplication<HttpContext>
{
    private const string Scheme = "Bearer ";

    /// <inheritdoc/>
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(HttpContext context)
    {
        var screening = context.Features.GetRequiredFeature<MessageScreening>();
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.StatusCode = Refusal(context.Request, screening);
        if (response.StatusCode != StatusCodes.Status200OK)
        {
            return;
        }

        if (ScreenRequest.Envelope(context.Request) is not { } envelope)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            await AnswerAsync(context, screening, envelope);
        }
        catch (BadHttpRequestException e)
        {
            // Too large, too slow, or not what its framing says: Kestrel knows which.
            response.StatusCode = e.StatusCode;
        }
    }

    /// <inheritdoc/>
    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    private static async Task AnswerAsync(HttpContext context, MessageScreening screening, ScreenedEnvelope envelope)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = screening.Listener.MessageSize;
        }

        await using var judged = await new ScreenRequest(screening).JudgeAsync(context.Request.Body, envelope, context.RequestAborted);
        var answer = ScreenAnswer.Of(judged);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
    }

    private static int Refusal(HttpRequest request, MessageScreening screening) =>
        screening.Listener.Token is { } token && !Shows(request, token) ? StatusCodes.Status401Unauthorized
        : request.Path != "/screen" ? StatusCodes.Status404NotFound
        : !HttpMethods.IsPost(request.Method) ? StatusCodes.Status405MethodNotAllowed
        : request.ContentType?.Split(';')[0].Trim().Equals("message/rfc822", StringComparison.OrdinalIgnoreCase) != true ? StatusCodes.Status415UnsupportedMediaType
        : StatusCodes.Status200OK;

    /// <summary>Compared by digests, in a time that tells nothing of either.</summary>
    private static bool Shows(HttpRequest request, Secret token)
    {
        var shown = request.Headers.Authorization.ToString();
        return shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown[Scheme.Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal().ToString())));
    }
}
