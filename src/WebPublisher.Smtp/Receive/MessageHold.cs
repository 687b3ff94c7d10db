using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Holding;
using WebPublisher.Smtp.Records;
using WebPublisher.State.Held;

namespace WebPublisher.Smtp.Receive;

/// <summary>Has a message held. If that cannot be done for sure, the client keeps it.</summary>
internal sealed class MessageHold(SessionFacts session)
{
    private const int LongestSubject = 200;
    private const int LongestEvidence = 1000;

    /// <summary>Holds it.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="cause">On what it was decided.</param>
    /// <param name="header">What would have gone before the content.</param>
    public async ValueTask<(SmtpReply Reply, MessageOutcome Outcome)> KeepAsync(MailTransaction transaction, AgentFinding cause, ReadOnlyMemory<byte> header)
    {
        try
        {
            await using var content = transaction.Spool!.OpenRead();
            if (await session.Services.Hold.KeepAsync(await DescribeAsync(transaction, cause), header, content, session.Disconnected) is { } held)
            {
                HoldLog.Held(session.Services.Logger, held.Id, held.Agent, held.Reason, held.Evidence, held.Reference);
                session.Trace.Noted($"held as {held.Id}");
                return (SmtpReplies.Ok, MessageOutcome.Held);
            }

            HoldLog.NotHeld(session.Services.Logger, "as many are held as may be (hold)", transaction.Reference);
        }
        catch (IOException e)
        {
            HoldLog.NotHeld(session.Services.Logger, e.Message, transaction.Reference);
        }

        return (SmtpReplies.InsufficientStorage, MessageOutcome.RefusedByAgent);
    }

    private async ValueTask<HeldMessage> DescribeAsync(MailTransaction transaction, AgentFinding cause)
    {
        var added = transaction.Added.Where(added => !transaction.Knows(added)).Select(added => new RcptCommand(added, RcptParameters.None));
        return new HeldMessage
        {
            Reference = transaction.Reference,
            Received = transaction.Started,
            Connector = session.Binding.Connector.Name,
            Client = session.Client.Address.ToString(),
            ClientName = session.Hello?.Text,
            Sender = HeldEnvelope.Sender(transaction.Mail),
            MailParameters = HeldEnvelope.Parameters(transaction.Mail),
            Recipients = [.. transaction.Accepted.Concat(added).Select(HeldEnvelope.Recipient)],
            Subject = Line(await SubjectAsync(transaction), LongestSubject),
            Agent = cause.Agent,
            Reason = cause.Finding.Reason,
            Evidence = Line(cause.Finding.Evidence, LongestEvidence),
            Size = transaction.Spool!.Length,
        };
    }

    private async ValueTask<string> SubjectAsync(MailTransaction transaction)
    {
        if (transaction.Digest is null)
        {
            await using var content = transaction.Spool!.OpenRead();
            transaction.Digest = await MessageDigester.DigestAsync(content, [], MimeLimits.Default, session.Disconnected, session.Services.Spool.OpenScratch);
        }

        return transaction.Digest.Subject;
    }

    private static string Line(string text, int longest) => string.Concat(text.Take(longest).Select(c => char.IsControl(c) ? ' ' : c));
}
