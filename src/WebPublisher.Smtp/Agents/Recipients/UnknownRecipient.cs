using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Agents.Recipients;

/// <summary>Reads out of an inner server's refusal whether it means that there is no such recipient.</summary>
internal static class UnknownRecipient
{
    /// <summary>
    /// Whether the reply says so for good: by a status of RFC 3463 section 3.2 (bad mailbox, moved) or by 5.1.10, which Exchange has of RFC 7505, or by a bare 550 or 551 of a
    /// server without statuses (RFC 5321 section 4.2.3). A refusal for reasons of policy, for a full mailbox or for the time being says nothing about who exists.
    /// </summary>
    public static bool IsMeantBy(SmtpReply reply) => reply.IsPermanentFailure && (reply.Status is not { } status
        ? reply.Code is 550 or 551
        : status is { Subject: 1, Detail: 1 or 6 or 10 } || (status is { Subject: 0, Detail: 0 } && reply.Code is 550 or 551));
}
