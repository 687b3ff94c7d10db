using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Send;

/// <summary>Opens transactions with the servers of send connectors.</summary>
public sealed class Relay
{
    /// <summary>What the servers of a connector last said they can do, for the EHLO answer to clients; null while none has been asked.</summary>
    public EhloKeywords? Capabilities(SendConnector connector) => throw new NotSupportedException();

    /// <summary>Connects (or takes a pooled connection) and says MAIL. Tries the connector's other servers when one cannot be reached before the envelope is accepted.</summary>
    /// <returns>The transaction when the answer was 2yz, and the answer.</returns>
    public Task<(RelayTransaction? Transaction, SmtpReply Reply)> BeginAsync(SendConnector connector, MailCommand mail, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
