using System.IO.Pipelines;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>Replies on their way to a client. They are gathered until they are sent, so that a group of pipelined commands costs one packet.</summary>
internal sealed class ReplyOutput(PipeWriter transport, SessionTimer timer, ProtocolTrace trace)
{
    private PipeWriter _transport = transport;
    private bool _unflushed;
    private volatile bool _isFlushing;

    /// <summary>Whether the client is waited for to take what was sent.</summary>
    public bool IsFlushing => _isFlushing;

    /// <summary>Takes a reply on its way.</summary>
    public void Write(SmtpReply reply)
    {
        reply.WriteTo(_transport);
        _unflushed = true;
        if (trace.IsEnabled)
        {
            Trace(reply);
        }
    }

    /// <summary>Sends what was written, and waits as long as the session's time-outs let it.</summary>
    /// <returns>Why the client takes nothing more; null when it does.</returns>
    /// <exception cref="IOException">The client is gone, or as the transport has it.</exception>
    public async ValueTask<SessionEnd?> FlushAsync()
    {
        if (!_unflushed)
        {
            return null;
        }

        _unflushed = false;
        var flush = _transport.FlushAsync();
        if (flush.IsCompleted)
        {
            return EndOf(await flush);
        }

        _isFlushing = true;
        timer.Arm();
        var result = await flush;
        _isFlushing = false;
        timer.Disarm();
        return EndOf(result);
    }

    /// <summary>Ends a wait for the client. For any thread.</summary>
    public void CancelPendingFlush() => _transport.CancelPendingFlush();

    /// <summary>Writes to another transport from here on: what TLS encrypts.</summary>
    public void GoOnWith(PipeWriter encrypting) => _transport = encrypting;

    private SessionEnd? EndOf(in FlushResult result) => result.IsCanceled && timer.Expired is { } expired ? expired : result.IsCompleted ? SessionEnd.ClientClosed : null;

    private void Trace(SmtpReply reply)
    {
        var rest = reply.Wire.Span;
        while (rest.IndexOf("\r\n"u8) is var end and >= 0)
        {
            trace.Sent(rest[..end]);
            rest = rest[(end + 2)..];
        }
    }
}
