using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using WebPublisher.Web.Bridging.Http1;
using WebPublisher.Web.Content;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Bridging;

/// <summary>Carries a response's body to the client: as much at a time as is there, and nothing held back while the front end pauses.</summary>
internal static class ResponseRelay
{
    // Kestrel's own limit for what a slow client has not taken yet.
    private const int MostUnflushed = 64 * 1024;

    /// <summary>Copies the body. Nothing of an answer is sent before the first byte of a body whose length is known has arrived.</summary>
    /// <param name="connection">Where it comes from.</param>
    /// <param name="http">Where it goes.</param>
    /// <param name="record">Its bytes are counted there.</param>
    /// <param name="framing">How its end is found.</param>
    /// <param name="content">What looks at it or changes it on its way, or null.</param>
    /// <param name="maximum">Most bytes of it that are passed on.</param>
    /// <param name="trailers">Takes the fields behind a chunked body, or null when nobody wants them.</param>
    /// <returns>Why the rest of the body is not sent, or null.</returns>
    /// <exception cref="InvalidResponseException">The body broke off, is malformed or too long.</exception>
    /// <exception cref="OperationCanceledException">The client is gone.</exception>
    public static async ValueTask<Denial?> CopyAsync(
        FrontEndConnection connection, HttpContext http, PublishingRecord record, BodyFraming framing, ResponseContent? content, long maximum, List<ResponseField>? trailers)
    {
        var passed = 0L;
        if (framing == BodyFraming.Length && connection.Head.Length > maximum)
        {
            throw TooLong(maximum);
        }

        var left = framing switch { BodyFraming.Length => connection.Head.Length!.Value, BodyFraming.UntilClose => long.MaxValue, _ => 0 };
        var chunks = new ChunkedBody(trailers);
        PipeWriter? client = null;
        var unflushed = 0;
        while (framing != BodyFraming.None)
        {
            // 1. How much of what has arrived is body.
            if (left == 0)
            {
                if (framing == BodyFraming.Length)
                {
                    break;
                }

                var isRead = chunks.Read(connection.Unread, out var consumed, out left);
                connection.Consume(consumed);
                if (isRead && left == 0)
                {
                    break;
                }
            }

            // 2. It goes to the client's connection.
            var available = (int)Math.Min(left, connection.Unread.Length);
            if (available > 0)
            {
                passed += available;
                if (passed > maximum)
                {
                    throw TooLong(maximum);
                }

                if (content is null)
                {
                    client ??= await StartAsync(http);
                    client.Write(connection.Unread[..available]);
                    unflushed += available;
                    record.ResponseBytes += available;
                }
                else if (content.Write(connection.Unread[..available]) is { } denial)
                {
                    return denial;
                }
                else
                {
                    unflushed += content.Output.Length;
                    record.ResponseBytes += content.Output.Length;
                    client = await SendAsync(content, http, client);
                }

                connection.Consume(available);
                left -= available;
                if (unflushed >= MostUnflushed && left > 0)
                {
                    await FlushAsync(client!, connection);
                    unflushed = 0;
                }

                continue;
            }

            // 3. More has to come. While it is not there, the client gets what there is; of a stream without a length even the header alone.
            if (!connection.BeginRead())
            {
                if (content is not null)
                {
                    content.Flush();
                    unflushed += content.Output.Length;
                    record.ResponseBytes += content.Output.Length;
                    client = await SendAsync(content, http, client);
                }

                if (unflushed > 0 || (client is null && framing != BodyFraming.Length && content is not { IsHeld: true }))
                {
                    client ??= await StartAsync(http);
                    await FlushAsync(client, connection);
                    unflushed = 0;
                }
            }

            if (await HasEndedAsync(connection, unflushed > 0 ? client : null))
            {
                if (framing == BodyFraming.UntilClose)
                {
                    break;
                }

                throw new InvalidResponseException("the answer broke off in its body");
            }
        }

        if (content?.Complete() is { } late)
        {
            return late;
        }

        if (content is not null)
        {
            record.ResponseBytes += content.Output.Length;
            client = await SendAsync(content, http, client);
        }

        // With HTTP/2 and with chunks Kestrel sends what is left together with the end of the body; otherwise there is no such end.
        if (framing == BodyFraming.Length && client is not null && !HttpProtocol.IsHttp2(http.Request.Protocol))
        {
            await FlushAsync(client, connection);
        }

        return null;
    }

    /// <summary>Gives the client's connection what the content has brought out.</summary>
    private static async ValueTask<PipeWriter?> SendAsync(ResponseContent content, HttpContext http, PipeWriter? client)
    {
        if (content.Output.Length > 0)
        {
            client ??= await StartAsync(http);
            client.Write(content.Output);
            content.Sent();
        }

        return client;
    }

    /// <summary>Reads more. Where nothing more comes, the client gets what there was before it learns that this was not all.</summary>
    private static async ValueTask<bool> HasEndedAsync(FrontEndConnection connection, PipeWriter? client)
    {
        try
        {
            if (await connection.EndReadAsync())
            {
                return false;
            }
        }
        catch (Exception e) when (FrontEndExchange.IsFailure(e) && client is not null)
        {
            await FlushAsync(client, connection);
            throw;
        }

        if (client is not null)
        {
            await FlushAsync(client, connection);
        }

        return true;
    }

    private static InvalidResponseException TooLong(long maximum) => new($"a body of more than {maximum} bytes");

    private static async ValueTask<PipeWriter> StartAsync(HttpContext http)
    {
        // Kestrel writes the header first and then lends its own buffers; before that it would keep a copy.
        await http.Response.StartAsync();
        return http.Response.BodyWriter;
    }

    private static async ValueTask FlushAsync(PipeWriter client, FrontEndConnection connection)
    {
        var flushing = client.FlushAsync();
        var isTakenAtOnce = flushing.IsCompleted;
        var flushed = isTakenAtOnce ? await flushing : await connection.WaitForClientAsync(flushing);
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            throw new OperationCanceledException("the client is gone");
        }

        // What the client could take at once has moved when it was read from the front end.
        if (!isTakenAtOnce)
        {
            connection.Touch();
        }
    }
}
