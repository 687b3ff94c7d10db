using System.Diagnostics;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Smtp.Agents.Content;
using WebPublisher.Smtp.Antivirus;

namespace WebPublisher.Smtp.Agents;

/// <summary>Every agent there is. A new one is a class, its policy and a line here.</summary>
internal static class BuiltInAgents
{
    /// <summary>Makes the agent that a policy describes.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="services">What agents are made with.</param>
    public static SmtpAgent Create(AgentPolicy policy, AgentServices services) => policy switch
    {
        ConnectionFilterPolicy connection => new ConnectionFilter(connection, services),
        SenderFilterPolicy sender => new SenderFilter(sender),
        SenderIdPolicy sender => new SenderId(sender, services),
        AntivirusPolicy antivirus => new AntivirusAgent(antivirus, services.Scanner(antivirus, services.Time)),
        EdgeRulesPolicy rules => new EdgeRules(rules),
        AddressRewritingPolicy rewriting => new AddressRewritingAgent(rewriting),
        RecipientFilterPolicy recipient => new RecipientFilter(recipient, services),
        ProtocolAnalysisPolicy analysis => new ProtocolAnalysis(analysis, services),
        ContentFilterPolicy content => new ContentFilter(content, services),
        ScreenerPolicy screener => new Screener(screener),
        AttachmentFilterPolicy attachments => new AttachmentFilter(attachments),
        MimeFilterPolicy mime => new MimeFilter(mime),
        _ => throw new UnreachableException($"{policy.GetType()} has no agent."),
    };
}
