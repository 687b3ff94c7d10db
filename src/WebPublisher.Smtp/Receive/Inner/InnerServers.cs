using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Smtp.Receive.Inner;

/// <summary>The servers behind send connectors, as a session sees them.</summary>
public abstract class InnerServers
{
    /// <summary>What the servers of a connector last said they can do; null while none has been asked.</summary>
    public abstract EhloKeywords? Capabilities(SendConnector connector);

    /// <summary>Says MAIL to a server of the connector.</summary>
    /// <returns>The transaction when the answer was 2yz, and the answer.</returns>
    public abstract Task<(InnerTransaction? Transaction, SmtpReply Reply)> BeginAsync(SendConnector connector, MailCommand mail, CancellationToken cancellationToken);
}
