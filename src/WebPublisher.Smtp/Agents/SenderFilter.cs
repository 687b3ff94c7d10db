using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents;

/// <summary>Refuses blocked senders, blocked domains and, where the operator wants that, the blank sender; the session ends behind it.</summary>
internal sealed class SenderFilter(SenderFilterPolicy policy) : SmtpAgent
{
    public override string Name => "senderFilter";

    public override ValueTask<Finding> OnMailAsync(AgentContext context)
    {
        if (context.Sender!.Mailbox is not { } mailbox)
        {
            return new(policy.RejectsBlankSender ? Denied("BlankSender", "<>") : Finding.None);
        }

        return new(
            policy.Blocked.Contains($"{mailbox.LocalPart}@{mailbox.Domain.Text}") ? Denied("BlockedSender", mailbox.ToString())
            : policy.BlockedDomains.Find(mailbox.Domain.Text) is { } entry ? Denied("BlockedDomain", $"{mailbox} in {entry}")
            : Finding.None);
    }

    private static Finding Denied(string reason, string evidence) => Finding.Unwanted(reason, evidence, SmtpReplies.SenderDenied, closes: true);
}
