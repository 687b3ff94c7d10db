using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Filtering;

/// <summary>
/// Looks for signatures in the beginning of a request's body, before any of it is forwarded. What is looked through waits in Kestrel's buffers: as many bytes as the
/// farthest range of the signatures reaches.
/// </summary>
internal static class RequestBodyFilter
{
    /// <summary>Waits for the bytes, and looks.</summary>
    /// <param name="signatures">What is looked for.</param>
    /// <param name="http">The request.</param>
    /// <param name="record">Is told when the client is gone.</param>
    /// <returns>Why the request is refused, or null.</returns>
    /// <exception cref="OperationCanceledException">The client is gone, or too slow.</exception>
    public static async ValueTask<Denial?> JudgeAsync(SignatureSet signatures, HttpContext http, PublishingRecord record)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return null;
        }

        if (http.Request.Headers.ContentEncoding is { Count: > 0 } coding && !coding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            return HttpFilter.Refuse("request body: its coding cannot be looked through");
        }

        try
        {
            return await RequestBodyPeek.ReadAsync(http.Request, (int)signatures.End, Judge, (signatures, http.Request), http.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Denial(DenialReason.BodyTooLarge, e.Message);
        }
        catch (IOException e)
        {
            record.Decision = PublishingDecision.Abandoned;
            http.Abort();
            throw new OperationCanceledException("the client sends no more of its body", e);
        }
    }

    private static Denial? Judge(ReadOnlySequence<byte> body, bool isComplete, (SignatureSet Signatures, HttpRequest Request) asked)
    {
        var search = new BodySearch(asked.Signatures, IsForm(asked.Request.ContentType));
        foreach (var segment in body)
        {
            if (search.Find(segment.Span) is { } found)
            {
                return HttpFilter.Refuse($"request body: signature '{found.Name}'");
            }
        }

        return null;
    }

    // What a lenient reader takes for a form, rather than what RFC 9110 section 8.3.1 calls one.
    private static bool IsForm(string? contentType) => contentType?.Contains("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}
