using WebPublisher.Policy;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Refusals;

/// <summary>Keeps what is known of mail that was refused, held, deleted, redirected or given up, and of the sessions in which something was refused.</summary>
/// <param name="log">Where it is kept.</param>
/// <param name="policy">Says how the server is called.</param>
internal sealed class MailRefusals(RefusalLog log, Snapshot<PublisherPolicy> policy) : MessageRecordSink
{
    private const int MaximumRecipients = 10;

    /// <inheritdoc/>
    public override void Write(MessageRecord record)
    {
        if ((record.Outcome == MessageOutcome.Delivered && record.RefusedRecipients == 0) || !log.IsEnabled)
        {
            return;
        }

        log.Keep(new MessageEvidence
        {
            Reference = record.Reference,
            Time = record.Started,
            Server = policy.Current.Server.Name,
            Client = record.Client.ToString(),
            Milliseconds = EvidenceText.Milliseconds(record.Duration),
            Session = record.Session,
            Outcome = record.Outcome.ToString(),
            Reply = EvidenceText.OrNull(record.Reply?.ToString()),
            Sender = EvidenceText.Of(record.Sender.ToString()),
            Recipients = [.. record.Recipients.Take(MaximumRecipients).Select(recipient => EvidenceText.Of(recipient.ToString()))],
            Accepted = record.Recipients.Length,
            RefusedRecipients = [.. record.Refusals.Select(refused => new RefusedRecipientEvidence(EvidenceText.Of(refused.Recipient.ToString()), EvidenceText.Of(refused.Reply.ToString())))],
            Refused = record.RefusedRecipients,
            Findings = [.. record.Findings.Select(FindingEvidence.Of)],
            Route = record.Route,
            Bytes = record.Bytes,
            RemovedFields = [.. record.RemovedFieldNames.Select(name => EvidenceText.Of(name))],
            Connector = record.Connector,
            ClientName = EvidenceText.OrNull(record.ClientName),
            User = EvidenceText.OrNull(record.User),
            IsSecure = record.IsSecure,
            ServerMilliseconds = EvidenceText.Milliseconds(record.ServerDuration),
        });
    }

    /// <inheritdoc/>
    public override void Write(SessionRecord record)
    {
        if (record.LastRefusal is null || !log.IsEnabled)
        {
            return;
        }

        log.Keep(new SessionEvidence
        {
            Reference = record.Reference,
            Time = record.Started,
            Server = policy.Current.Server.Name,
            Client = record.Client.ToString(),
            Milliseconds = EvidenceText.Milliseconds(record.Duration),
            End = record.End.ToString(),
            LastRefusal = EvidenceText.Of(record.LastRefusal),
            Findings = [.. record.Findings.Select(FindingEvidence.Of)],
            Connector = record.Connector,
            Local = record.Local?.ToString(),
            Balancer = record.Balancer?.ToString(),
            ClientName = EvidenceText.OrNull(record.ClientName),
            User = EvidenceText.OrNull(record.User),
            Tls = record.TlsProtocol?.ToString(),
            Cipher = record.CipherSuite?.ToString(),
            Messages = record.Messages,
            Errors = record.Errors,
            Bytes = record.BytesReceived,
        });
    }
}
