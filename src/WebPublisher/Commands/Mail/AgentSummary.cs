using System.Text.Json;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Commands.Mail;

/// <summary>What an agent of a policy comes to, for <c>check</c>.</summary>
/// <param name="Name">Its key in the policy.</param>
/// <param name="Does">What it does by this policy, in short; empty where its name says it.</param>
/// <param name="OnError">What becomes of mail when it fails.</param>
internal sealed record AgentSummary(string Name, string Does, string OnError)
{
    private const int MostNames = 5;

    /// <summary>Sums an agent up.</summary>
    public static AgentSummary Of(AgentPolicy agent) => new(
        JsonNamingPolicy.CamelCase.ConvertName(agent.GetType().Name[..^"Policy".Length]),
        agent switch
        {
            SenderFilterPolicy sender => $"{Count.Of(sender.Blocked.Count, "sender")}, {Count.Of(sender.BlockedDomains.Patterns.Count, "domain")}; {(sender.Action == SenderFilterAction.Stamp ? "stamps" : "refuses")}",
            RecipientFilterPolicy recipient => $"{Count.Of(recipient.Blocked.Count, "recipient")} blocked; {Knows(recipient)}",
            EdgeRulesPolicy rules => $"{Count.Of(rules.Rules.Length, "rule")}: {string.Join(", ", rules.Rules.Take(MostNames).Select(rule => rule.Name))}{(rules.Rules.Length > MostNames ? ", ..." : "")}",
            AddressRewritingPolicy rewriting => $"{Count.Of(rewriting.Entries.Length, "rewriting")}, {rewriting.Entries.Count(entry => entry.OutboundOnly)} outbound only",
            _ => "",
        },
        agent.OnError == AgentErrorAction.Defer ? "mail is deferred" : "mail is accepted");

    private static string Knows(RecipientFilterPolicy recipient) => recipient.Validation switch
    {
        RecipientValidation.File => $"{Count.Of(recipient.Recipients!.Count, "recipient")} known by a file",
        RecipientValidation.InnerServer => "the inner server knows recipients",
        RecipientValidation.Ldap => $"a directory knows recipients: {string.Join(", ", recipient.Directory!.Servers.Select(server => server.Authority))}",
        _ => "nobody knows recipients",
    };
}
