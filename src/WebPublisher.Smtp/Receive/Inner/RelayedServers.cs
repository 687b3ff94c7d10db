using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send;

namespace WebPublisher.Smtp.Receive.Inner;

/// <summary>Inner servers reached by the <see cref="Relay"/>.</summary>
public sealed class RelayedServers(Relay relay) : InnerServers
{
    /// <inheritdoc/>
    public override EhloKeywords? Capabilities(SendConnector connector) => relay.Capabilities(connector);

    /// <inheritdoc/>
    public override async Task<(InnerTransaction? Transaction, SmtpReply Reply)> BeginAsync(SendConnector connector, MailCommand mail, CancellationToken cancellationToken)
    {
        var (transaction, reply) = await relay.BeginAsync(connector, mail, cancellationToken);
        return (transaction is null ? null : new RelayedTransaction(transaction), reply);
    }
}
