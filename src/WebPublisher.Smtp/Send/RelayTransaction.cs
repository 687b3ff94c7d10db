using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Send;

/// <summary>
/// One transaction with one inner server, cut through: its replies are the client's. A server that cannot be reached, hangs or breaks off answers with a 4yz of ours.
/// </summary>
public sealed class RelayTransaction : IAsyncDisposable
{
    /// <summary>The inner server's answer to RCPT.</summary>
    public Task<SmtpReply> AddRecipientAsync(RcptCommand recipient, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Sends the content, the trace header in front, and returns the final answer: a 250 is the inner server's 250, given after it took responsibility.</summary>
    public Task<SmtpReply> SendAsync(ReadOnlyMemory<byte> traceHeader, ContentSpool content, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Ends the transaction: the connection goes back to its pool after RSET, or is closed.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
