using System.Globalization;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;

namespace WebPublisher.Smtp.Logs;

/// <summary>The lines of the agent log, in the fields of Exchange's.</summary>
internal sealed class AgentLogFormat() : CsvLogFormat(
    "AGENTLOG",
    "Agent Log",
    "Timestamp,SessionId,LocalEndpoint,RemoteEndpoint,EnteredOrgFromIP,MessageId,P1FromAddress,P2FromAddresses,Recipient,NumRecipients,Agent,Event,Action,SmtpResponse,Reason,ReasonData")
{
    // Recipients are many; the first are enough to find the message by.
    private const int MaximumRecipients = 10;

    /// <summary>One line.</summary>
    /// <param name="now">When it was found.</param>
    /// <param name="session">The session.</param>
    /// <param name="recipient">The recipient it is about; null for all.</param>
    /// <param name="found">What was found.</param>
    /// <param name="refusal">The reply that was made of it; null when the mail goes on.</param>
    public static string Line(DateTimeOffset now, SessionFacts session, ForwardPath? recipient, AgentFinding found, SmtpReply? refusal)
    {
        var transaction = session.Transaction;
        var recipients = recipient is not null ? Address(recipient) : transaction is null ? "" : string.Join(';', transaction.Recipients.Take(MaximumRecipients).Select(Address));
        var count = recipient is null ? transaction?.RecipientCount ?? 0 : 1;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ},{session.Reference},{session.Local},{session.Client},{session.Client.Address},{transaction?.Reference},"
            + $"{CsvField.Of(Sender(transaction))},,{CsvField.Of(recipients)},{count},{found.Agent},{found.Event},{Action(found.Event, refusal)},"
            + $"{CsvField.Of(refusal?.ToString() ?? "")},{found.Finding.Reason},{CsvField.Of(found.Finding.Evidence)}\n");
    }

    private static string Sender(MailTransaction? transaction) => transaction is null ? "" : transaction.Mail.Sender.Mailbox?.ToString() ?? "<>";

    private static string Address(ForwardPath path) => path.Mailbox?.ToString() ?? "postmaster";

    private static string Action(AgentEvent agentEvent, SmtpReply? refusal) => refusal is null ? "AcceptMessage" : agentEvent switch
    {
        AgentEvent.OnConnect => "RejectConnection",
        AgentEvent.OnEhloCommand or AgentEvent.OnMailCommand or AgentEvent.OnRcptCommand => "RejectCommand",
        _ => "RejectMessage",
    };
}
