using WebPublisher.Mail.Messages;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Screening;

namespace WebPublisher.Smtp.Agents;

/// <summary>Screens everybody's mail by rules on senders, attachments and keywords.</summary>
internal sealed class Screener(ScreenerPolicy policy) : SmtpAgent
{
    private readonly ScreenerRules _rules = new(policy);

    public override string Name => "screener";

    public override AgentScope Scope => AgentScope.Everybody;

    public override PhraseSet? Phrases => _rules.Phrases;

    public override async ValueTask<Finding> OnEndOfDataAsync(AgentContext context) => _rules.Judge(context.Sender!.Mailbox, await context.DigestAsync()) switch
    {
        null => Finding.None,
        { Action: ScreenerAction.Delete } verdict => Finding.Deleted(verdict.Reason, verdict.Evidence),
        { Action: ScreenerAction.Hold } verdict => Finding.Held(verdict.Reason, verdict.Evidence),
        { Action: ScreenerAction.Forward, ForwardTo: { } to } verdict => Finding.Redirected(verdict.Reason, verdict.Evidence, to),
        var verdict => Finding.Unwanted(verdict.Reason, verdict.Evidence, SmtpReplies.ContentRestricted),
    };
}
