using WebPublisher.Mail.Mime;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Smtp.Agents;

/// <summary>Judges everybody's mail by what is wrong with its structure: the gravest finding decides.</summary>
internal sealed class MimeFilter(MimeFilterPolicy policy) : SmtpAgent
{
    public override string Name => "mimeFilter";

    public override AgentScope Scope => AgentScope.Everybody;

    public override async ValueTask<Finding> OnEndOfDataAsync(AgentContext context)
    {
        var digest = await context.DigestAsync();
        var held = Finding.None;
        foreach (var finding in digest.Mime.Findings)
        {
            var (action, reply) = finding.Class switch
            {
                MimeFindingClass.Ambiguous => (policy.Ambiguous, "Message rejected due to malformed content"),
                MimeFindingClass.Limit => (policy.Limit, "Message rejected due to overly complex content"),
                MimeFindingClass.Incomplete => (policy.Incomplete, "Message rejected because it is not complete"),
                MimeFindingClass.Unreadable => (policy.Unreadable, "Message rejected due to content that cannot be examined"),
                _ => (UnscannableAction.Accept, ""),
            };
            var evidence = $"{finding.Kind} in part {finding.Part}: {finding.Detail}";
            if (action == UnscannableAction.Reject)
            {
                return Finding.Unwanted($"Mime{finding.Class}", evidence, SmtpReplies.Refused(reply));
            }

            if (action == UnscannableAction.Hold && held.Kind == FindingKind.None)
            {
                held = Finding.Held($"Mime{finding.Class}", evidence);
            }
        }

        return held;
    }
}
