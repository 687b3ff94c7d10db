using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Receive.Inner;

/// <summary>One transaction with one inner server: its replies are the client's.</summary>
public abstract class InnerTransaction : IAsyncDisposable
{
    /// <summary>The inner server's answer to RCPT.</summary>
    public abstract Task<SmtpReply> AddRecipientAsync(RcptCommand recipient, CancellationToken cancellationToken);

    /// <summary>Sends the content, the trace header in front, and returns the final answer.</summary>
    public abstract Task<SmtpReply> SendAsync(ReadOnlyMemory<byte> traceHeader, ContentSpool content, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
