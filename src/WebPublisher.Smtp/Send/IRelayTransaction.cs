using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Send;

/// <summary>A transaction that was begun with the next server. Not thread-safe. Disposing of it ends it, whether or not its message was sent.</summary>
public interface IRelayTransaction : IAsyncDisposable
{
    /// <summary>The server, <c>host:port</c>, for logs.</summary>
    string Server { get; }

    /// <summary>The server's answer to RCPT for a further recipient.</summary>
    Task<SmtpReply> AddRecipientAsync(RcptCommand recipient, CancellationToken cancellationToken);

    /// <summary>Sends the content, the trace header in front, and returns the final answer.</summary>
    /// <param name="traceHeader">Goes out before the content.</param>
    /// <param name="content">The content; still the caller's.</param>
    /// <param name="facts">What was found in it: decides whether this server can be given it.</param>
    /// <param name="cancellationToken">The client is gone.</param>
    Task<SmtpReply> SendAsync(ReadOnlyMemory<byte> traceHeader, ContentSpool content, ContentFacts facts, CancellationToken cancellationToken);
}
