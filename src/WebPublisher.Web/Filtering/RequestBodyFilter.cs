using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Filtering;
using WebPublisher.Web.Content;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Filtering;

/// <summary>
/// Looks for signatures in the beginning of a request's body, before any of it is forwarded. What is looked through waits in Kestrel's buffers: as many bytes as the
/// farthest range of the signatures reaches. A coded body is unpacked for looking; one that cannot be is refused, for what is in it nobody knows.
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

        var coding = ContentCodings.Of(http.Request.Headers.ContentEncoding);
        if (coding == ContentCoding.Unknown)
        {
            return HttpFilter.Refuse("request body: a coding that cannot be looked through");
        }

        return await RequestBodyPeek.JudgeAsync(http, (int)signatures.End, Judge, (signatures, http.Request, coding), record);
    }

    private static Denial? Judge(ReadOnlySequence<byte> body, bool isComplete, (SignatureSet Signatures, HttpRequest Request, ContentCoding Coding) asked)
    {
        // As it is in any case: many front ends do not know that a request's body may be coded.
        var isForm = IsForm(asked.Request.ContentType);
        var search = new BodySearch(asked.Signatures, isForm);
        foreach (var segment in body)
        {
            if (search.Find(segment.Span) is { } found)
            {
                return Refuse(found);
            }
        }

        return asked.Coding == ContentCoding.Identity ? null : JudgeCoded(body, new BodySearch(asked.Signatures, isForm), asked.Coding);
    }

    /// <summary>Unpacks what has arrived, but no more of it than is looked through.</summary>
    private static Denial? JudgeCoded(ReadOnlySequence<byte> body, BodySearch search, ContentCoding coding)
    {
        const int PieceSize = 4096;
        using var decoder = ContentDecoder.For(coding);
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            foreach (var segment in body)
            {
                var rest = segment.Span;
                var status = OperationStatus.NeedMoreData;
                while (!search.IsOver && (!rest.IsEmpty || status == OperationStatus.DestinationTooSmall))
                {
                    status = decoder.Decode(rest, piece, out var consumed, out var written);
                    rest = rest[consumed..];
                    if (search.Find(piece.AsSpan(0, written)) is { } found)
                    {
                        return Refuse(found);
                    }

                    if (status == OperationStatus.InvalidData)
                    {
                        return HttpFilter.Refuse("request body: its coding is damaged");
                    }

                    if (status == OperationStatus.Done)
                    {
                        return null;
                    }
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
    }

    private static Denial Refuse(Signature found) => HttpFilter.Refuse($"request body: signature '{found.Name}'");

    // What a lenient reader takes for a form, rather than what RFC 9110 section 8.3.1 calls one.
    private static bool IsForm(string? contentType) => contentType?.Contains("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}
