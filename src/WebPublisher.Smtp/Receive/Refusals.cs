using WebPublisher.Mail.Smtp.Replies;

namespace WebPublisher.Smtp.Receive;

/// <summary>Numbers refusals.</summary>
internal static class Refusals
{
    /// <summary>The reply with the number under which its reason is found in the log; what is no refusal stays as it is.</summary>
    public static SmtpReply WithReference(SmtpReply reply, string reference) => reply.Code < 400 ? reply : reply.Append($"({reference})");
}
