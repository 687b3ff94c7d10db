using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Compilation;

/// <summary>A rule with what the checks across rules need to know.</summary>
/// <param name="Document">What the operator wrote.</param>
/// <param name="Rule">What it means.</param>
/// <param name="Listeners">The listeners it applies to, all of them when it names none.</param>
internal sealed record CompiledRule(PublishingRuleDocument Document, PublishingRule Rule, ImmutableArray<ListenerPolicy> Listeners)
{
    /// <summary>The name in quotation marks.</summary>
    public string Quoted => Documents.Quoted.Text(Rule.Name);

    /// <summary>Whether it relays TLS unopened.</summary>
    public bool IsTunnel => Rule.Action is PublishAction { Bridging: Bridging.Tunnel };

    /// <summary>Those of its listeners that speak HTTPS.</summary>
    public IEnumerable<ListenerPolicy> SecureListeners => Listeners.Where(l => l.Protocol == ListenerProtocol.Https);
}
