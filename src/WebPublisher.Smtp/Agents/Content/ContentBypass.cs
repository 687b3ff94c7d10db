using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Messages;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.State.Safelists;

namespace WebPublisher.Smtp.Agents.Content;

/// <summary>
/// Whose mail is not judged: that of exempt senders, and that of which every recipient is exempt or wants it, by the lists that users keep themselves. One recipient who said
/// nothing of the kind has it judged for all.
/// </summary>
internal sealed class ContentBypass(ContentFilterPolicy policy, Safelist safelist)
{
    // Users put whom they see on their lists, which is From; of many no honest message has more.
    private const int MostAddresses = 50;

    /// <summary>Whether a message is not judged.</summary>
    public bool Holds(AgentContext context, MessageDigest digest)
    {
        if (context.Sender?.Mailbox is { } sender && (policy.ExemptSenders.Contains(Text(sender)) || policy.ExemptDomains.Find(sender.Domain.Text) is not null))
        {
            return true;
        }

        var recipients = context.Recipients;
        if (recipients.IsEmpty || (policy.ExemptRecipients.Count == 0 && safelist.Counts.IsEmpty))
        {
            return false;
        }

        var (senders, addressed) = (Senders(context, digest), Texts(digest.To.Concat(digest.Cc)));
        return recipients.All(recipient => recipient.Mailbox is { } mailbox && Wants(Text(mailbox), senders, addressed));
    }

    private bool Wants(string recipient, IReadOnlyList<string> senders, IReadOnlyList<string> addressed) =>
        policy.ExemptRecipients.Contains(recipient)
        || senders.Any(sender => safelist.IsSafeSender(recipient, sender))
        || addressed.Any(address => safelist.IsSafeRecipient(recipient, address));

    /// <summary>The sender that a reader sees, if there is one alone, and that of the envelope.</summary>
    private static List<string> Senders(AgentContext context, MessageDigest digest)
    {
        var senders = digest.From.Count == 1 ? Texts(digest.From) : [];
        if (context.Sender?.Mailbox is { } mailbox)
        {
            senders.Add(Text(mailbox));
        }

        return senders;
    }

    private static List<string> Texts(IEnumerable<MessageAddress> addresses) => [.. addresses.Select(address => address.Address).OfType<MailAddress>().Take(MostAddresses).Select(Text)];

    private static string Text(MailAddress address) => $"{address.LocalPart}@{address.Domain.Text}";
}
