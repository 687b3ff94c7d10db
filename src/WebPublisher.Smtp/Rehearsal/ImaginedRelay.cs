using System.Collections.Immutable;
using System.Text;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Rehearsal;

/// <summary>Inner servers that can do everything and accept everything. None is connected to.</summary>
internal sealed class ImaginedRelay : IRelay
{
    private static readonly SmtpReply s_delivered = SmtpReply.Create(250, new EnhancedStatus(2, 0, 0), "OK");

    private readonly List<RehearsedRecipient> _recipients = [];

    /// <summary>What would have been put in front of the last message that was sent; null for none.</summary>
    public string? Header { get; private set; }

    /// <summary>The recipients accepted so far, with what would carry them.</summary>
    public ImmutableArray<RehearsedRecipient> Recipients => [.. _recipients];

    /// <inheritdoc/>
    public EhloKeywords? Capabilities(SendConnector connector) => new() { Extensions = SmtpExtensions.EightBitMime | SmtpExtensions.SmtpUtf8 | SmtpExtensions.Dsn };

    /// <inheritdoc/>
    public async Task<(IRelayTransaction? Transaction, SmtpReply Reply)> BeginAsync(
        SendConnector connector, MailCommand mail, RcptCommand first, CancellationToken cancellationToken)
    {
        var transaction = new Transaction(this, connector);
        return (transaction, await transaction.AddRecipientAsync(first, cancellationToken));
    }

    private sealed class Transaction(ImaginedRelay relay, SendConnector connector) : IRelayTransaction
    {
        public string Server => connector.Servers[0].Authority;

        public Task<SmtpReply> AddRecipientAsync(RcptCommand recipient, CancellationToken cancellationToken)
        {
            relay._recipients.Add(new RehearsedRecipient(recipient.Recipient, connector));
            return Task.FromResult(SmtpReplies.RecipientOk);
        }

        public Task<SmtpReply> SendAsync(ReadOnlyMemory<byte> traceHeader, ContentSpool content, ContentFacts facts, CancellationToken cancellationToken)
        {
            relay.Header = Encoding.ASCII.GetString(traceHeader.Span);
            return Task.FromResult(s_delivered);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
