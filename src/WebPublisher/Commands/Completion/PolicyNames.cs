using System.CommandLine;
using WebPublisher.Commands.Mail;
using WebPublisher.Policy;

namespace WebPublisher.Commands.Completion;

/// <summary>Completes values of options by names of the policy.</summary>
internal static class PolicyNames
{
    /// <summary>Has an option completed.</summary>
    /// <param name="option">The option that takes a name.</param>
    /// <param name="policy">The option of the same command that names the policy.</param>
    /// <param name="time">The clock certificates are judged by.</param>
    /// <param name="names">The names it takes.</param>
    public static void Complete(Option option, Option<string?> policy, TimeProvider time, Func<PublisherPolicy, IEnumerable<string>> names) =>
        option.CompletionSources.Add(context => PolicyFile.TryLoad(context.ParseResult.GetResult(policy)?.Tokens is [var file] ? file.Value : null, time) is { } loaded ? names(loaded) : []);

    /// <summary>The publishing rules.</summary>
    public static IEnumerable<string> Rules(PublisherPolicy policy) => policy.Web.Rules.Select(rule => rule.Name);

    /// <summary>The listeners.</summary>
    public static IEnumerable<string> Listeners(PublisherPolicy policy) => policy.Web.Listeners.Select(listener => listener.Name);

    /// <summary>The receive connectors.</summary>
    public static IEnumerable<string> ReceiveConnectors(PublisherPolicy policy) => policy.Mail?.ReceiveConnectors.Select(connector => connector.Name) ?? [];

    /// <summary>The agents, as decisions name them.</summary>
    public static IEnumerable<string> Agents(PublisherPolicy policy) => policy.Mail?.Agents.Select(agent => AgentSummary.Of(agent).Name).Distinct(StringComparer.Ordinal) ?? [];

    /// <summary>The connections of IPsec.</summary>
    public static IEnumerable<string> IpsecConnections(PublisherPolicy policy) => policy.Ipsec?.Connections.Select(connection => connection.Name) ?? [];
}
