using System.Globalization;
using WebPublisher.Mail.Addresses;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Logs;

/// <summary>The lines of the agent log, in the fields of Exchange's.</summary>
internal sealed class AgentLogFormat() : CsvLogFormat(AgentLogFields.FileNames, "Agent Log", string.Join(',', AgentLogFields.Names))
{
    // Recipients are many; the first are enough to find the message by.
    private const int MaximumRecipients = 10;
    private const int MaximumAuthors = 10;

    // Evidence and replies may quote strangers and other servers at length.
    private const int MaximumText = 2048;

    /// <summary>One line.</summary>
    /// <param name="now">When it was found.</param>
    /// <param name="session">The session.</param>
    /// <param name="recipient">The recipient it is about; null for all.</param>
    /// <param name="found">What was found.</param>
    /// <param name="action">What is done about it.</param>
    public static string Line(DateTimeOffset now, JudgedSession session, ForwardPath? recipient, AgentFinding found, AgentAction action)
    {
        var transaction = session.Transaction;
        var recipients = recipient is not null ? Address(recipient) : transaction is null ? "" : string.Join(';', transaction.Recipients.Take(MaximumRecipients).Select(Address));
        var count = recipient is null ? transaction?.RecipientCount ?? 0 : 1;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ},{session.Reference},{session.Local},{session.Client},{session.Client.Address},{transaction?.Reference},"
            + $"{CsvField.Of(Sender(transaction))},{CsvField.Of(Cut(Authors(transaction)))},{CsvField.Of(recipients)},{count},{found.Agent},{found.Event},{Action(found.Event, action)},"
            + $"{CsvField.Of(Cut(action.Refusal?.ToString() ?? ""))},{Reason(found.Finding, action)},{CsvField.Of(found.Finding.Scl is >= 0 and { } scl ? $"{scl}" : Cut(found.Finding.Evidence))}\n");
    }

    private static string Cut(string text) => text.Length <= MaximumText ? text : $"{text.AsSpan(0, MaximumText)}...";

    private static string Sender(MailTransaction? transaction) => transaction is null ? "" : transaction.Mail.Sender.Mailbox?.ToString() ?? "<>";

    // Agents that look at content have had it walked; for the log alone nobody does.
    private static string Authors(MailTransaction? transaction) => string.Join(';', transaction?.Digest?.From.Take(MaximumAuthors).Select(author => author.Text) ?? []);

    private static string Address(ForwardPath path) => path.Mailbox?.ToString() ?? "postmaster";

    private static string Action(AgentEvent agentEvent, AgentAction action) => action.Disposition switch
    {
        MessageDisposition.Deliver or MessageDisposition.Redirect => "AcceptMessage",
        MessageDisposition.Hold => "QuarantineMessage",
        MessageDisposition.Delete => "DeleteMessage",
        _ => agentEvent switch
        {
            AgentEvent.OnConnect => "RejectConnection",
            AgentEvent.OnEhloCommand or AgentEvent.OnMailCommand or AgentEvent.OnRcptCommand or AgentEvent.OnRcptRefused => "RejectCommand",
            _ => "RejectMessage",
        },
    };

    private static string Reason(Finding finding, AgentAction action) => finding.Scl is null ? finding.Reason : action.Disposition switch
    {
        MessageDisposition.Reject => "SclAtOrAboveRejectThreshold",
        MessageDisposition.Delete => "SclAtOrAboveDeleteThreshold",
        MessageDisposition.Hold => "SclAtOrAboveQuarantineThreshold",
        _ => finding.Reason,
    };
}
