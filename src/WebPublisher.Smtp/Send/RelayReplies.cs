using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send.Connections;

namespace WebPublisher.Smtp.Send;

/// <summary>Turns what became of a command at an inner server into the client's reply.</summary>
internal static class RelayReplies
{
    /// <summary>
    /// The server's reply for the client: same code, status and text, without inner names. Every reply carries a status, because ours are announced to
    /// (RFC 2034 section 4); where the server's has none the least specific one stands.
    /// </summary>
    /// <param name="reply">The server's.</param>
    /// <param name="connector">Its name stands in place of inner ones.</param>
    /// <param name="names">What must not be seen.</param>
    /// <param name="success">The status of a success that carries none; not asked for of a refusal.</param>
    public static SmtpReply Through(SmtpReply reply, SendConnector connector, InnerNames names, EnhancedStatus success = default)
    {
        // 421 says that a connection is being closed, and that is not the client's. 451 keeps what it means for the message.
        var code = reply.Code == 421 ? 451 : reply.Code;
        var status = reply.Status ?? (reply.IsSuccess ? success : new EnhancedStatus(code / 100, 0, 0));
        string[] lines = [.. reply.Lines.Select(line => names.Hide(line, connector.Fqdn))];
        var isSame = code == reply.Code && status == reply.Status && lines.AsSpan().SequenceEqual(reply.Lines.AsSpan());
        return isSame ? reply : SmtpReply.Create(code, status, lines);
    }

    /// <summary>Whether a refusal is about this server and its connector rather than about the client or its message (RFC 4954 section 6, RFC 3207 section 4).</summary>
    public static bool IsAboutConnector(SmtpReply reply) => reply.Code is 530 or 534 or 535 or 538;

    /// <summary>The client's reply when no server took the envelope.</summary>
    public static SmtpReply For(RelayFailure failure) => failure switch
    {
        RelayFailure.Busy => SmtpReplies.InnerServerBusy,
        RelayFailure.Closed or RelayFailure.Garbled => SmtpReplies.InnerServerBrokeOff,
        _ => SmtpReplies.InnerServerUnreachable,
    };
}
