using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Smtp.Records;

namespace WebPublisher.Smtp.Receive;

/// <summary>What becomes of a command: a reply, whether it was an error of the client, and whether the session ends.</summary>
/// <param name="Reply">The reply; null when it was given already, or when nobody is left to hear it.</param>
/// <param name="IsError">Whether it counts towards the limit of protocol errors.</param>
/// <param name="End">Why the session ends; null if it goes on.</param>
/// <param name="Reference">The number that a refusal carries; null for the one that holds when it is given.</param>
internal readonly record struct Answer(SmtpReply? Reply, bool IsError = false, SessionEnd? End = null, string? Reference = null)
{
    public static implicit operator Answer(SmtpReply reply) => new(reply);

    /// <summary>A refusal that is the client's fault.</summary>
    public static Answer Error(SmtpReply reply) => new(reply, IsError: true);

    /// <summary>The last reply of a session.</summary>
    public static Answer Last(SmtpReply? reply, SessionEnd end) => new(reply, IsError: false, end);
}
