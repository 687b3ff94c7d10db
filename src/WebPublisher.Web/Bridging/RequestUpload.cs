using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Firewall;
using WebPublisher.Web.Headers;

namespace WebPublisher.Web.Bridging;

/// <summary>
/// Carries a request's body to the front end while its answer is already being read: a front end may answer before it has the whole body (RFC 9112 section 9.5).
/// </summary>
/// <param name="request">The client's request.</param>
/// <param name="edits">The rule's edits, which hold for trailers as well; null where trailers are not passed on.</param>
/// <param name="firewall">What judges the body on its way, or null.</param>
/// <param name="time">The clock of <see cref="ContinueTimeout"/>.</param>
internal sealed class RequestUpload(HttpRequest request, HeaderEdits? edits, RequestFirewall? firewall, TimeProvider time)
{
    /// <summary>How long a front end that was asked whether to continue may be silent (RFC 9110 section 10.1.1: no client waits for ever).</summary>
    public static readonly TimeSpan ContinueTimeout = TimeSpan.FromSeconds(1);

    // Room for a chunk's size and line ends, in one record with its data.
    private const int LongestPiece = HeadWriter.RecordSize - 32;

    private readonly bool _chunked = request.ContentLength is null;
    private readonly TaskCompletionSource<bool>? _continue = Expects(request) ? new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously) : null;
    private Task _sending = Task.CompletedTask;

    /// <summary>Whether the body was asked for at all: from then on the request cannot be sent a second time.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Whether all of it was sent.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Bytes sent so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether more of the body had to come from the client, when it last moved or was given up.</summary>
    public bool WaitsForClient { get; private set; }

    /// <summary>Why the client's half broke off, or null.</summary>
    public Exception? ClientFailure { get; private set; }

    /// <summary>Why the front end took no more, or null. It may have answered all the same.</summary>
    public Exception? ServerFailure { get; private set; }

    /// <summary>Writes the fields that frame the body and the end of the head, and begins to send both.</summary>
    public void Begin(FrontEndConnection connection)
    {
        if (_chunked)
        {
            connection.Outgoing.Field("Transfer-Encoding", "chunked");
        }
        else
        {
            connection.Outgoing.Field("Content-Length", request.ContentLength!.Value);
        }

        if (_continue is not null)
        {
            connection.Outgoing.Field("Expect", "100-continue");
        }

        connection.Outgoing.End();
        _sending = SendAsync(connection);
    }

    /// <summary>The front end said that it wants the body.</summary>
    public void Continue() => _continue?.TrySetResult(true);

    /// <summary>The front end gave its final answer: a body that was held back until now is not wanted.</summary>
    public void Answered() => _continue?.TrySetResult(false);

    /// <summary>Sends the rest of a body whose front end has answered already, and reads it to its end to keep the connection. Not one that was held back.</summary>
    public Task CompleteAsync()
    {
        Answered();
        return _sending;
    }

    /// <summary>Ends what is still under way; the connection is of no further use then.</summary>
    public async ValueTask StopAsync(FrontEndConnection connection)
    {
        Answered();
        if (!_sending.IsCompleted)
        {
            connection.Abort();
            request.BodyReader.CancelPendingRead();
        }

        await _sending;
    }

    /// <summary>
    /// Whether all that was announced is there. Over HTTP/2 the client may still send more, which makes the request malformed (RFC 9113 section 8.1.1): a front end is not
    /// given the whole of it before the client has ended it.
    /// </summary>
    private bool IsAtAnnouncedEnd => !_chunked && Bytes == request.ContentLength;

    private async Task SendAsync(FrontEndConnection connection)
    {
        try
        {
            if (_continue is not null)
            {
                await FlushAsync(connection);
                if (!await IsWantedAsync(_continue.Task))
                {
                    return;
                }
            }

            IsBegun = true;
            var body = request.BodyReader;
            while (true)
            {
                // Whatever of a small body is there leaves in one record with the head.
                if (await ReadAsync(body, connection) is not { IsCanceled: false } read)
                {
                    return;
                }

                try
                {
                    // The last piece stays here where the whole is refused: a front end acts on no request that it has a part of.
                    if ((firewall?.JudgePiece(read.Buffer, Bytes, read.IsCompleted) ?? (read.IsCompleted ? JudgeTrailers() : null)) is { } denial)
                    {
                        Fail(new RefusedBodyException(denial), connection);
                        return;
                    }

                    await SendAsync(connection, read.Buffer, read.IsCompleted);
                }
                finally
                {
                    body.AdvanceTo(read.Buffer.End);
                }

                if (read.IsCompleted)
                {
                    IsComplete = true;
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or OperationCanceledException)
        {
            ServerFailure = e;
        }
    }

    /// <summary>
    /// What follows the body is a part of the request, and malformed as a field of its header would be: no intermediary forwards such a request (RFC 9113 section 8.1.1), not
    /// even without it. Kestrel looks at names over HTTP/2 for upper case alone, and at values for NUL.
    /// </summary>
    private Denial? JudgeTrailers()
    {
        if (request.HttpContext.Features.Get<IHttpRequestTrailersFeature>() is not { Available: true, Trailers: { Count: > 0 } trailers })
        {
            return null;
        }

        var invalid = FieldSyntax.FirstInvalid(trailers) ?? (HttpProtocol.IsHttp2(request.Protocol) ? ConnectionFields.FirstOf(trailers) : null);
        return invalid is null ? null : new Denial(DenialReason.InvalidHeader, $"field '{invalid}' behind the body");
    }

    private async ValueTask<ReadResult?> ReadAsync(PipeReader body, FrontEndConnection connection)
    {
        try
        {
            if (body.TryRead(out var read))
            {
                WaitsForClient = read.IsCanceled;
                return read;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            Fail(e, connection);
            return null;
        }

        // A head waits for no body: the client may send that in an hour.
        if (!IsAtAnnouncedEnd)
        {
            await FlushAsync(connection);
        }

        try
        {
            WaitsForClient = true;
            var read = await body.ReadAsync(CancellationToken.None);
            WaitsForClient = read.IsCanceled;
            return read;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            Fail(e, connection);
            return null;
        }
    }

    private async ValueTask SendAsync(FrontEndConnection connection, ReadOnlySequence<byte> body, bool isLast)
    {
        var outgoing = connection.Outgoing;
        Bytes += body.Length;
        while (!body.IsEmpty)
        {
            var room = LongestPiece - outgoing.Written.Length;
            if (room <= 0)
            {
                await FlushAsync(connection);
                continue;
            }

            var piece = body.Slice(0, Math.Min(room, body.Length));
            body = body.Slice(piece.End);
            if (_chunked)
            {
                outgoing.Chunk(piece);
            }
            else
            {
                foreach (var segment in piece)
                {
                    outgoing.Bytes(segment.Span);
                }
            }
        }

        if (isLast && _chunked)
        {
            outgoing.Bytes("0\r\n"u8);
            if (edits is not null && request.HttpContext.Features.Get<IHttpRequestTrailersFeature>() is { Available: true, Trailers: { Count: > 0 } trailers })
            {
                TrailerFields.Write(trailers, request.Headers, edits, outgoing);
            }

            outgoing.Bytes("\r\n"u8);
        }

        if (isLast || !IsAtAnnouncedEnd)
        {
            await FlushAsync(connection);
        }
    }

    private static async ValueTask FlushAsync(FrontEndConnection connection)
    {
        if (!connection.Outgoing.Written.IsEmpty)
        {
            await connection.WriteAsync(connection.Outgoing.Written);
            connection.Outgoing.Clear();
        }
    }

    private async ValueTask<bool> IsWantedAsync(Task<bool> answer)
    {
        try
        {
            return await answer.WaitAsync(ContinueTimeout, time);
        }
        catch (TimeoutException)
        {
            // Silence means that it does not know the expectation.
            return true;
        }
    }

    private void Fail(Exception e, FrontEndConnection connection)
    {
        ClientFailure = e;
        connection.Abort();
    }

    // RFC 9110 section 10.1.1 knows one expectation.
    private static bool Expects(HttpRequest request) => request.Headers.Expect is [{ } only] && only.Equals("100-continue", StringComparison.OrdinalIgnoreCase);
}
