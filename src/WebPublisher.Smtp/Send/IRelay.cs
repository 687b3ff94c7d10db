using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Send;

/// <summary>Where receive sessions hand mail on: <see cref="Relay"/> to servers, a rehearsal to nobody. Thread-safe.</summary>
public interface IRelay
{
    /// <summary>What the connector's servers can do, as far as it is known; null while none has been asked.</summary>
    EhloKeywords? Capabilities(SendConnector connector);

    /// <summary>Says MAIL to a server of the connector, and RCPT for the recipient that decided on it.</summary>
    /// <returns>The transaction and the answer to RCPT; without a transaction, the refusal of MAIL.</returns>
    Task<(IRelayTransaction? Transaction, SmtpReply Reply)> BeginAsync(SendConnector connector, MailCommand mail, RcptCommand first, CancellationToken cancellationToken);
}
