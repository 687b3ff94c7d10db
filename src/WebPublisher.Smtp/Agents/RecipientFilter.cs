using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents;

/// <summary>Refuses blocked recipients, and those of authoritative domains that are not in the list of all recipients. Both get one reply: a stranger does not learn which it was.</summary>
internal sealed class RecipientFilter(RecipientFilterPolicy policy) : SmtpAgent
{
    public override string Name => "recipientFilter";

    public override ValueTask<Finding> OnRcptAsync(AgentContext context)
    {
        // The bare postmaster is nobody's to refuse (RFC 5321 section 4.5.1).
        if (context.Recipient!.Mailbox is not { } mailbox)
        {
            return new(Finding.None);
        }

        var address = $"{mailbox.LocalPart}@{mailbox.Domain.Text}";
        return new(
            policy.Blocked.Contains(address) ? Unknown("BlockedRecipient", address)
            : policy.Recipients is { } recipients && context.AcceptedDomain?.Type == AcceptedDomainType.Authoritative && !recipients.Contains(address) && !IsPostmaster(mailbox.LocalPart)
                ? Unknown("RecipientDoesNotExist", address)
            : Finding.None);
    }

    private static bool IsPostmaster(string localPart) => string.Equals(localPart, "postmaster", StringComparison.OrdinalIgnoreCase);

    private static Finding Unknown(string reason, string evidence) => Finding.Unwanted(reason, evidence, SmtpReplies.UserUnknown);
}
