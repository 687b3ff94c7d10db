using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Screening;

/// <summary>A message that agents have judged for another mail server. Its end writes the record and gives the content back.</summary>
/// <param name="session">Who sent it.</param>
/// <param name="transaction">The message.</param>
/// <param name="action">What is to become of it.</param>
/// <param name="content">The content as it came.</param>
internal sealed class ScreenedMessage(JudgedSession session, MailTransaction transaction, AgentAction action, ContentSpool content) : IAsyncDisposable
{
    /// <summary>What is to become of it.</summary>
    public AgentAction Action => action;

    /// <summary>The message, with what agents found and changed.</summary>
    public MailTransaction Transaction => transaction;

    /// <summary>The number of its record.</summary>
    public string Reference => transaction.Reference;

    /// <summary>The reply that refuses it, with the number; null when it is not refused.</summary>
    public SmtpReply? Refusal => action.Refusal is { } refusal ? Refusals.WithReference(refusal, transaction.Reference) : null;

    /// <summary>Whether an agent wrote the content anew.</summary>
    public bool IsEdited => !ReferenceEquals(transaction.Spool, content);

    public ValueTask DisposeAsync() => TransactionEnd.RecordAsync(session, Outcome(action.Disposition), action.Refusal);

    private static MessageOutcome Outcome(MessageDisposition disposition) => disposition switch
    {
        MessageDisposition.Reject => MessageOutcome.RefusedByAgent,
        MessageDisposition.Delete => MessageOutcome.Deleted,
        MessageDisposition.Hold => MessageOutcome.Held,
        MessageDisposition.Redirect => MessageOutcome.Redirected,
        _ => MessageOutcome.Passed,
    };
}
