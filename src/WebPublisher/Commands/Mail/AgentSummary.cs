using System.Text.Json;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Wording;

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
            EdgeRulesPolicy edge => Rules([.. edge.Rules.Select(rule => rule.Name)]),
            ScreenerPolicy screener => Rules([.. screener.Rules.Select(rule => rule.Name)]),
            ContentFilterPolicy content => $"deletes from {Level(content.Thresholds.Delete)}, rejects from {Level(content.Thresholds.Reject)}, holds from {Level(content.Thresholds.Quarantine)}",
            AttachmentFilterPolicy attachment => $"{attachment.Action}".ToLowerInvariant(),
            AntivirusPolicy antivirus => $"asks {antivirus.Clamd}",
            AddressRewritingPolicy rewriting => $"{Count.Of(rewriting.Entries.Length, "rewriting")}, {rewriting.Entries.Count(entry => entry.OutboundOnly)} outbound only",
            _ => "",
        },
        agent.OnError == AgentErrorAction.Defer ? "mail is deferred" : "mail is accepted");

    private static string Rules(IReadOnlyList<string> names) =>
        $"{Count.Of(names.Count, "rule")}{(names.Count == 0 ? "" : ": ")}{string.Join(", ", names.Take(MostNames))}{(names.Count > MostNames ? ", ..." : "")}";

    private static string Level(int? scl) => scl is { } level ? $"SCL {level}" : "no level";

    private static string Knows(RecipientFilterPolicy recipient) => recipient.Validation switch
    {
        RecipientValidation.File => $"{Count.Of(recipient.Recipients!.Count, "recipient")} known by a file",
        RecipientValidation.InnerServer => "the inner server knows recipients",
        RecipientValidation.Ldap => $"a directory knows recipients: {string.Join(", ", recipient.Directory!.Servers.Select(server => server.Authority))}",
        _ => "nobody knows recipients",
    };
}
