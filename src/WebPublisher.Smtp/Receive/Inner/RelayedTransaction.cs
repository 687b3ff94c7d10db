using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Receive.Inner;

/// <summary>A transaction of the <see cref="Relay"/>.</summary>
internal sealed class RelayedTransaction(RelayTransaction transaction) : InnerTransaction
{
    public override Task<SmtpReply> AddRecipientAsync(RcptCommand recipient, CancellationToken cancellationToken) =>
        transaction.AddRecipientAsync(recipient, cancellationToken);

    public override Task<SmtpReply> SendAsync(ReadOnlyMemory<byte> traceHeader, ContentSpool content, CancellationToken cancellationToken) =>
        transaction.SendAsync(traceHeader, content, cancellationToken);

    public override ValueTask DisposeAsync() => transaction.DisposeAsync();
}
