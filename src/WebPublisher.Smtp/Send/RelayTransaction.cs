using System.Buffers;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send.Connections;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Send;

/// <summary>
/// One transaction with one inner server, cut through: its replies are the client's. A server that hangs, breaks off or speaks nonsense answers with a 4yz of ours.
/// Not thread-safe.
/// </summary>
public sealed class RelayTransaction : IRelayTransaction
{
    private const int ReadSize = 16 * 1024;
    private const int FlushSize = 32 * 1024;

    // A server that refuses content before its end says so and closes. What it said is here already, or it is not coming.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(2);

    private static readonly EnhancedStatus s_recipientOk = new(2, 1, 5);
    private static readonly EnhancedStatus s_messageOk = new(2, 0, 0);

    private readonly SendConnector _connector;
    private readonly MailCommand _mail;
    private readonly ServerConnections _connections;
    private readonly RelayConnection _connection;
    private readonly RelayOptions _options;
    private bool _disposed;

    internal RelayTransaction(SendConnector connector, MailCommand mail, ServerConnections connections, RelayConnection connection, RelayOptions options)
    {
        _connector = connector;
        _mail = mail;
        _connections = connections;
        _connection = connection;
        _options = options;
    }

    /// <summary>The server, <c>host:port</c>, for logs.</summary>
    public string Server => _connection.Server.Authority;

    /// <summary>The inner server's answer to RCPT for a further recipient.</summary>
    public async Task<SmtpReply> AddRecipientAsync(RcptCommand recipient, CancellationToken cancellationToken)
    {
        var fitted = RelayEnvelope.Fit(recipient, _mail, _connection.Keywords, out var refusal);
        if (fitted is null)
        {
            return refusal!;
        }

        try
        {
            var wire = _connection.Wire;
            wire.Write(fitted);
            await wire.FlushAsync(_connector.CommandTimeout, cancellationToken);
        }
        catch (RelayException failure)
        {
            return Broken(failure);
        }

        return await ReadRecipientReplyAsync(cancellationToken);
    }

    /// <summary>The answer to a RCPT that was sent.</summary>
    internal async ValueTask<SmtpReply> ReadRecipientReplyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reply = Sensible(await _connection.Wire.ReadReplyAsync(_connector.CommandTimeout, cancellationToken), "RCPT");
            return RelayReplies.IsAboutConnector(reply) ? Misconfigured(reply) : Through(reply, s_recipientOk);
        }
        catch (RelayException failure)
        {
            return Broken(failure);
        }
    }

    /// <summary>
    /// Sends the content, the trace header in front, and returns the final answer: a 2yz is the inner server's own, given after it took responsibility. When the
    /// connection is lost before that answer the reply is 451, whether or not the server has the message: it may then arrive twice, and is never lost.
    /// </summary>
    /// <param name="traceHeader">Goes out before the content.</param>
    /// <param name="content">The content; still the caller's.</param>
    /// <param name="facts">What was found in it: decides whether this server can be given it.</param>
    /// <param name="cancellationToken">The client is gone: the connection is closed before the end of the content, so that the server keeps nothing.</param>
    public async Task<SmtpReply> SendAsync(ReadOnlyMemory<byte> traceHeader, ContentSpool content, ContentFacts facts, CancellationToken cancellationToken)
    {
        if (RelayEnvelope.Judge(facts, traceHeader.Length + content.Length, _connection.Keywords) is { } refusal)
        {
            return refusal;
        }

        try
        {
            // 1. The server may still refuse, now that it knows all recipients.
            var wire = _connection.Wire;
            var goAhead = await wire.AskAsync(SimpleCommand.Data, _connector.CommandTimeout, cancellationToken);
            if (goAhead.Code != 354)
            {
                return goAhead.Code < 400
                    ? Broken(new RelayException(RelayFailure.Garbled, $"the server answered DATA with {goAhead.Code}"))
                    : Through(Sensible(goAhead, "DATA"), s_messageOk);
            }

            // 2. The content. Whoever stops here closes the connection without the final dot.
            try
            {
                await WriteContentAsync(traceHeader, content, cancellationToken);
            }
            catch (RelayException failure)
            {
                return await wire.ReadLastWordsAsync(s_lastWords) is { Code: >= 400 } words
                    ? Abandoned(Through(words, s_messageOk))
                    : Broken(failure);
            }

            // 3. The answer for the message.
            return await ReadAnswerAsync(cancellationToken);
        }
        catch (RelayException failure)
        {
            return Broken(failure);
        }
        catch (SpoolException failure)
        {
            _options.Logger.ContentUnreadable(failure.Message);
            return Abandoned(SmtpReplies.LocalError);
        }
        catch (OperationCanceledException)
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends the transaction: the connection is kept for the next one, which begins with RSET, or is closed.</summary>
    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            _connections.PutAside(_connection);
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask WriteContentAsync(ReadOnlyMemory<byte> traceHeader, ContentSpool content, CancellationToken cancellation)
    {
        var wire = _connection.Wire;
        var stuffer = new DotStuffer();
        stuffer.Write(traceHeader.Span, wire.Output);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            await using var source = content.OpenRead();
            int count;
            while ((count = await source.ReadAsync(buffer, cancellation)) > 0)
            {
                stuffer.Write(buffer.AsSpan(0, count), wire.Output);
                if (wire.Output.Count >= FlushSize)
                {
                    await wire.FlushAsync(_connector.CommandTimeout, cancellation);
                }
            }

            stuffer.Complete(wire.Output);
            cancellation.ThrowIfCancellationRequested();
            await wire.FlushAsync(_connector.CommandTimeout, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (wire.IsTraced)
        {
            wire.Note($"{traceHeader.Length + content.Length} bytes of content");
        }
    }

    private async ValueTask<SmtpReply> ReadAnswerAsync(CancellationToken cancellation)
    {
        var began = _options.Time.GetTimestamp();
        var code = 0;
        try
        {
            var answer = Sensible(await _connection.Wire.ReadReplyAsync(_connector.FinalTimeout, cancellation), "the content");
            code = answer.Code;
            return Through(answer, s_messageOk);
        }
        finally
        {
            RelayMetrics.Answered(_connector.Name, code, _options.Time.GetElapsedTime(began));
        }
    }

    private SmtpReply Sensible(SmtpReply reply, string command)
    {
        _connection.IsClosing |= reply.Code == 421;
        return reply.IsIntermediate ? throw new RelayException(RelayFailure.Garbled, $"the server answered {command} with {reply.Code}") : reply;
    }

    private SmtpReply Through(SmtpReply reply, EnhancedStatus success) => RelayReplies.Through(reply, _connector, _connection.InnerNames, success);

    private SmtpReply Misconfigured(SmtpReply reply)
    {
        _options.Logger.ConnectorRefused(_connector.Name, Server, reply.ToString());
        return SmtpReplies.InnerServerUnavailable;
    }

    private SmtpReply Broken(RelayException failure)
    {
        _options.Logger.TransactionFailed(_connector.Name, Server, failure.Failure, failure.Message);
        return Abandoned(SmtpReplies.InnerServerBrokeOff);
    }

    private SmtpReply Abandoned(SmtpReply reply)
    {
        _connection.Dispose();
        return reply;
    }
}
