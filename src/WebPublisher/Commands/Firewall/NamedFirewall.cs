using WebPublisher.Policy.Firewall;

namespace WebPublisher.Commands.Firewall;

/// <summary>A firewall and where it is from.</summary>
/// <param name="Name">The section, or the rule set, it is of.</param>
/// <param name="Policy">The firewall.</param>
internal sealed record NamedFirewall(string Name, WafPolicy Policy);
