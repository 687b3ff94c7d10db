using System.Buffers;
using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Bridging;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;
using Yarp.ReverseProxy.Forwarder;

namespace WebPublisher.Web.Pipeline;

/// <summary>
/// Lets a step see the beginning of a request body that is forwarded later: nothing is copied and nothing consumed. What is seen stays in Kestrel's buffers until it is
/// uploaded, so the bound is the caller's to keep small.
/// </summary>
internal static class RequestBodyPeek
{
    /// <summary>As <see cref="ReadAsync"/>, for a step that judges what it sees: a body that cannot be read to there is refused, and one that breaks off ends the request.</summary>
    /// <returns>Why the request is refused, or null.</returns>
    /// <exception cref="OperationCanceledException">The client is gone, or too slow.</exception>
    public static async ValueTask<Denial?> JudgeAsync<TState>(
        HttpContext http, int wanted, Func<ReadOnlySequence<byte>, bool, TState, Denial?> judge, TState state, PublishingRecord record)
    {
        try
        {
            return await ReadAsync(http.Request, wanted, judge, state, http.RequestAborted);
        }
        catch (IOException e)
        {
            if (FrontEndFault.Of(ForwarderError.RequestBodyClient, e, started: false).Denial is { } denial)
            {
                return denial;
            }

            record.Decision = PublishingDecision.Abandoned;
            http.Abort();
            throw new OperationCanceledException("the client sends no more of its body", e);
        }
    }

    /// <summary>Waits until <paramref name="wanted"/> bytes of the body or all of it are there.</summary>
    /// <param name="request">The request. A client that waits for 100 (Continue) is told to go on.</param>
    /// <param name="wanted">How many bytes are asked for.</param>
    /// <param name="use">Is given the bytes, perhaps more than were asked for, and whether they are all of the body. They are not valid afterwards.</param>
    /// <param name="state">What <paramref name="use"/> needs.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="IOException">The client is gone.</exception>
    /// <exception cref="BadHttpRequestException">The body is longer than allowed, too slow or malformed.</exception>
    public static async ValueTask<TResult> ReadAsync<TState, TResult>(
        HttpRequest request, int wanted, Func<ReadOnlySequence<byte>, bool, TState, TResult> use, TState state, CancellationToken cancel)
    {
        var body = request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(cancel);
            if (read.IsCompleted || read.Buffer.Length >= wanted)
            {
                var result = use(read.Buffer, read.IsCompleted, state);

                // Not examined to its end: the upload reads it again at once.
                body.AdvanceTo(read.Buffer.Start);
                return result;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
