using System.Buffers;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Receive;

/// <summary>DATA and BDAT: content is spooled while it is judged; what comes of it, <see cref="MessageRelease"/> does.</summary>
internal sealed class ContentTransfer(SessionFacts session)
{
    /// <summary>Octets a second that content must come at on average, beyond the time a session may last: a sender who drips holds nothing forever.</summary>
    private const double MinimumRate = 500;

    /// <summary>How many times the largest size is read and dropped to answer behind the true end, before the connection is closed instead.</summary>
    private const int MaximumExcess = 4;

    private readonly SmtpChannel _channel = session.Channel;
    private readonly TimeProvider _time = session.Services.Time;
    private readonly MessageRelease _release = new(session);
    private long _begun;
    private long _received;

    /// <summary>Content behind DATA; 354 was decided on.</summary>
    public async ValueTask<Answer> DataAsync()
    {
        var transaction = session.Transaction!;
        var scanner = new MessageDataScanner(session.Binding.ContentLimits(session.MaximumSize));
        _channel.Write(SmtpReplies.StartInput);
        session.Services.Metrics.Replied(session.Binding.Connector.Name, SmtpReplies.StartInput.Code);
        Begin();
        using var buffer = new PooledBuffer();
        await OpenAsync(transaction);
        var isStored = true;
        while (true)
        {
            var input = _channel.Buffer;
            var offered = input.Length;
            var isEnded = scanner.Scan(ref input, buffer);
            _channel.Buffer = input;
            isStored = isStored && await StoreAsync(transaction, buffer);
            Advance(transaction, offered - input.Length);
            if (isEnded)
            {
                break;
            }

            if (IsExcessive())
            {
                return Answer.Last(SmtpReplies.MessageTooLarge, SessionEnd.ContentTooLarge);
            }

            if (!await _channel.FillAsync())
            {
                return Interrupted();
            }
        }

        return await FinishAsync(transaction, scanner.Facts, isStored);
    }

    /// <summary>One chunk behind BDAT.</summary>
    public async ValueTask<Answer> ChunkAsync(BdatCommand chunk)
    {
        var transaction = session.Transaction!;
        var scanner = transaction.Chunks ??= new ChunkScanner(
            session.Binding.ContentLimits(session.MaximumSize), transaction.Mail.Parameters.Body == BodyType.BinaryMime);
        await OpenAsync(transaction);
        session.State = SessionState.Chunks;
        var (isStored, interrupted) = await ReadChunkAsync(chunk, scanner, transaction);
        if (interrupted is { } end)
        {
            return end;
        }

        if (chunk.IsLast)
        {
            return await FinishAsync(transaction, scanner.Facts, isStored);
        }

        var refusal = Refusal(scanner.Findings, isStored);
        return refusal is null ? SmtpReplies.ChunkOk(chunk.Size) : await RefuseAsync(transaction, refusal, scanner.Findings);
    }

    /// <summary>A chunk that nobody asked for: it is read, so that no part of it is taken for a command, and dropped.</summary>
    public async ValueTask<Answer> SwallowAsync(BdatCommand chunk, SmtpReply refusal)
    {
        if (chunk.Size > session.Binding.Connector.Limits.MessageSize)
        {
            return Answer.Last(refusal, SessionEnd.FramingLost);
        }

        var scanner = new ChunkScanner(session.Binding.ContentLimits(chunk.Size), binaryBody: true);
        var (_, interrupted) = await ReadChunkAsync(chunk, scanner, transaction: null);
        return interrupted ?? Answer.Error(refusal);
    }

    private async ValueTask<(bool IsStored, Answer? Interrupted)> ReadChunkAsync(BdatCommand chunk, ChunkScanner scanner, MailTransaction? transaction)
    {
        if (chunk.Size > session.Binding.Connector.Limits.MessageSize * MaximumExcess)
        {
            return (false, Answer.Last(SmtpReplies.MessageTooLarge, SessionEnd.ContentTooLarge));
        }

        Begin();
        scanner.Begin(chunk.Size);
        using var buffer = new PooledBuffer();
        var isStored = true;
        while (true)
        {
            var input = _channel.Buffer;
            var offered = input.Length;
            var isEnded = scanner.Scan(ref input, buffer);
            _channel.Buffer = input;
            isStored = isStored && await StoreAsync(transaction, buffer);
            Advance(transaction, offered - input.Length);
            if (isEnded)
            {
                return (isStored, null);
            }

            if (!await _channel.FillAsync())
            {
                return (false, Interrupted());
            }
        }
    }

    private async ValueTask<Answer> FinishAsync(MailTransaction transaction, ContentFacts facts, bool isStored)
    {
        var firewall = transaction.Firewall!;
        isStored = isStored && await AppendAsync(transaction, firewall.Complete());
        var refusal = Refusal(facts.Findings, isStored);
        if (refusal is not null)
        {
            return await RefuseAsync(transaction, refusal, facts.Findings);
        }

        NoteRemoved(firewall);
        transaction.Facts = firewall.Removed > 0 ? facts with { Opening = firewall.Opening } : facts;
        var action = session.Agents is { } agents ? await agents.ContentAsync() : AgentAction.GoOn;
        var (reply, outcome) = await _release.CarryOutAsync(transaction, action);
        session.Messages += reply.IsSuccess ? 1 : 0;
        return await EndAsync(transaction, reply, outcome, action.End);
    }

    private ValueTask<Answer> RefuseAsync(MailTransaction transaction, SmtpReply reply, ContentFindings findings)
    {
        // What is behind ambiguous content may be meant for somebody who sees another end: none of it is looked at.
        var isAmbiguous = (findings & ContentFindings.Ambiguous) != ContentFindings.None;
        return EndAsync(transaction, reply, MessageOutcome.RefusedContent, isAmbiguous ? SessionEnd.AmbiguousContent : null);
    }

    private async ValueTask<Answer> EndAsync(MailTransaction transaction, SmtpReply reply, MessageOutcome outcome, SessionEnd? end)
    {
        await TransactionEnd.EndAsync(session, outcome, reply);
        return new Answer(reply, IsError: false, end, transaction.Reference);
    }

    private async ValueTask OpenAsync(MailTransaction transaction)
    {
        if (transaction.Spool is null && session.Agents is { } agents)
        {
            await agents.ContentBeginsAsync();
        }

        transaction.Spool ??= session.Services.Spool.Open();
        transaction.Firewall ??= new HeaderFirewall(session.Binding.Reserved(transaction.Route!));
    }

    private void NoteRemoved(HeaderFirewall firewall)
    {
        if (firewall.Removed > 0 && session.Trace.IsEnabled)
        {
            session.Trace.Noted($"header firewall removed {firewall.Removed}: {string.Join(' ', firewall.Names)}");
        }
    }

    private static SmtpReply? Refusal(ContentFindings findings, bool isStored) => ContentReplies.For(findings) ?? (isStored ? null : SmtpReplies.InsufficientStorage);

    /// <summary>Stores what scanner and firewall let through; false when there is no room, whereupon the rest is read and dropped.</summary>
    private async ValueTask<bool> StoreAsync(MailTransaction? transaction, PooledBuffer buffer)
    {
        var isStored = true;
        var content = buffer.Written;
        if (transaction?.Original is { } original)
        {
            await KeepAsync(transaction, original, content);
        }

        while (isStored && transaction is not null && transaction.Firewall!.Next(ref content, out var kept))
        {
            isStored = await AppendAsync(transaction, kept);
        }

        buffer.Clear();
        return isStored;
    }

    private async ValueTask<bool> AppendAsync(MailTransaction transaction, ReadOnlyMemory<byte> content)
    {
        try
        {
            await transaction.Spool!.AppendAsync(new ReadOnlySequence<byte>(content), session.Disconnected);
            return true;
        }
        catch (SpoolException e)
        {
            ReceiveLog.SpoolFailed(session.Services.Logger, e.Message, session.CurrentReference);
            return false;
        }
    }

    // A copy for whoever traces: without room for it the mail goes on.
    private async ValueTask KeepAsync(MailTransaction transaction, ContentSpool original, ReadOnlyMemory<byte> content)
    {
        try
        {
            await original.AppendAsync(new ReadOnlySequence<byte>(content), session.Disconnected);
        }
        catch (SpoolException e)
        {
            ReceiveLog.SpoolFailed(session.Services.Logger, e.Message, session.CurrentReference);
            transaction.Original = null;
            await original.DisposeAsync();
        }
    }

    private void Begin()
    {
        _begun = _time.GetTimestamp();
        _received = 0;
        Extend();
    }

    private void Advance(MailTransaction? transaction, long octets)
    {
        _received += octets;
        if (transaction is not null)
        {
            transaction.Bytes += octets;
        }

        Extend();
    }

    private void Extend() =>
        _channel.Timer.SetDeadline(_channel.Timer.Add(_begun, session.Binding.Connector.Limits.SessionTimeout + TimeSpan.FromSeconds(_received / MinimumRate)));

    private bool IsExcessive() => _received / MaximumExcess > session.MaximumSize;

    private Answer Interrupted() => Answer.Last(_channel.End is SessionEnd.ClientClosed ? null : SmtpReplies.TimedOut, _channel.End ?? SessionEnd.ClientClosed);
}
