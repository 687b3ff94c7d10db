using System.Collections.Frozen;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Rules;

/// <summary>One publishing rule: conditions and what to do when all of them hold.</summary>
public sealed record PublishingRule
{
    /// <summary>Its name in logs, metrics and <c>explain</c>; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Names of the listeners it applies to, or null for all.</summary>
    public FrozenSet<string>? Listeners { get; init; }

    /// <summary>Hosts and paths it applies to, or null for all.</summary>
    public DestinationSet? Destinations { get; init; }

    /// <summary>Client addresses it applies to, or null for any.</summary>
    public ClientAddressSet? Clients { get; init; }

    /// <summary>When it applies, or null for always.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Methods it applies to (case-sensitive, RFC 9110 section 9.1), or null for any.</summary>
    public FrozenSet<string>? Methods { get; init; }

    /// <summary>What happens to a request that meets every condition.</summary>
    public required RuleAction Action { get; init; }

    /// <summary>Whether plain HTTP is refused with 403.4 / 12211 (default), whatever the action; a rule that denies does so on any channel.</summary>
    public bool RequireSecureChannel { get; init; } = true;

    /// <summary>Whether plain HTTP is answered with a redirect to the same URL over HTTPS rather than refused.</summary>
    public bool RedirectToHttps { get; init; }

    /// <summary>The shortest symmetric key of a TLS session this rule serves; a shorter one gets 403.5 before any credential is asked for.</summary>
    public int MinimumKeyBits { get; init; } = 128;

    /// <summary>The rule that ends every policy: deny everything. It cannot be removed or preceded by anything that shadows it.</summary>
    public static PublishingRule Default { get; } = new() { Name = "Default rule", Location = SourceLocation.BuiltIn, Action = new DenyAction() };
}
