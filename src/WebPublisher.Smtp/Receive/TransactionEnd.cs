using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>Ends a transaction, however it comes to that, and writes its record.</summary>
internal static class TransactionEnd
{
    /// <summary>Ends the session's transaction, if there is one.</summary>
    public static async ValueTask EndAsync(SessionFacts session, MessageOutcome outcome, SmtpReply? reply)
    {
        if (session.State != SessionState.Greeted)
        {
            session.State = SessionState.Ready;
        }

        await RecordAsync(session, outcome, reply);
    }

    /// <summary>Writes the record of the transaction, if there is one, and gives back what it holds.</summary>
    public static async ValueTask RecordAsync(JudgedSession session, MessageOutcome outcome, SmtpReply? reply)
    {
        if (session.Transaction is not { } transaction)
        {
            return;
        }

        session.Transaction = null;
        if (outcome == MessageOutcome.Abandoned && transaction is { RecipientCount: 0, RefusedCount: > 0 })
        {
            outcome = MessageOutcome.NoRecipient;
        }

        var record = new MessageRecord
        {
            Reference = transaction.Reference,
            Session = session.Reference,
            Connector = session.Connector.Name,
            Client = session.Client,
            ClientName = session.Hello?.Text ?? "",
            User = session.User,
            IsSecure = session.Tls is not null,
            Sender = transaction.Mail.Sender,
            Recipients = transaction.Recipients,
            RefusedRecipients = transaction.RefusedCount,
            Refusals = transaction.Refusals,
            Route = transaction.Route?.Name,
            Bytes = transaction.Bytes,
            RemovedFields = transaction.Firewall?.Removed ?? 0,
            RemovedFieldNames = transaction.Firewall is { Removed: > 0 } firewall ? [.. firewall.Names] : [],
            Findings = transaction.Findings,
            Outcome = outcome,
            Reply = reply,
            Started = transaction.Started,
            Duration = session.Services.Time.GetElapsedTime(transaction.StartedAt),
            ServerDuration = transaction.ServerDuration,
            TraceId = transaction.Spans?.TraceId,
        };
        transaction.Spans?.End(record);
        await transaction.DisposeAsync();
        session.Services.Metrics.Write(record);
        foreach (var sink in session.Services.Records)
        {
            sink.Write(record);
        }
    }
}
