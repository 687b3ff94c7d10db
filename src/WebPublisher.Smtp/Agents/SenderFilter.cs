using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Changes;

namespace WebPublisher.Smtp.Agents;

/// <summary>
/// Refuses blocked senders, blocked domains and, where the operator wants that, the blank sender; the session ends behind it. Looks at the envelope, and at everybody whom the
/// header names as an author. Instead of a refusal a field may be put in front of the message.
/// </summary>
internal sealed class SenderFilter(SenderFilterPolicy policy) : SmtpAgent
{
    /// <summary>The field that says why. Its like from outside is removed by the header firewall.</summary>
    public const string Field = "X-MS-Exchange-Organization-SenderFilter";

    public override string Name => "senderFilter";

    public override ValueTask<Finding> OnMailAsync(AgentContext context) => new(
        context.Sender!.Mailbox is { } mailbox ? Judge(mailbox, "")
        : policy.RejectsBlankSender ? Denied("BlankSender", "<>")
        : Finding.None);

    public override async ValueTask<Finding> OnEndOfHeadersAsync(AgentContext context)
    {
        if ((policy.Blocked.Count == 0 && policy.BlockedDomains.Patterns.Count == 0) || context.Stamps.Any(stamp => stamp.Name == Field))
        {
            return Finding.None;
        }

        foreach (var author in (await context.DigestAsync()).From)
        {
            if (author.Address is { } address && Judge(address, "From: ") is { Kind: not FindingKind.None } finding)
            {
                return finding;
            }
        }

        return Finding.None;
    }

    private Finding Judge(MailAddress mailbox, string where) =>
        policy.Blocked.Contains($"{mailbox.LocalPart}@{mailbox.Domain.Text}") ? Found("BlockedSender", $"{where}{mailbox}")
        : policy.BlockedDomains.Find(mailbox.Domain.Text) is { } entry ? Found("BlockedDomain", $"{where}{mailbox} in {entry}")
        : Finding.None;

    private Finding Found(string reason, string evidence) =>
        policy.Action == SenderFilterAction.Stamp ? Finding.Noted(reason, evidence).With(new StampField(Field, reason)) : Denied(reason, evidence);

    private static Finding Denied(string reason, string evidence) => Finding.Unwanted(reason, evidence, SmtpReplies.SenderDenied, closes: true);
}
