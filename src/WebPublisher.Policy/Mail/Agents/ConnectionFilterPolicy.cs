using System.Collections.Frozen;
using System.Collections.Immutable;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>Filters by the client's address: local lists, and lists in DNS, of who is always let in and who never.</summary>
public sealed record ConnectionFilterPolicy : AgentPolicy
{
    /// <summary>The most entries a list may have: it is searched from end to end.</summary>
    public const int MaximumEntries = 10_000;

    /// <summary>The most providers of a kind: each client is looked up at all of them.</summary>
    public const int MaximumProviders = 20;

    /// <summary>The longest text of a refusal, in characters, as Exchange has it.</summary>
    public const int MaximumText = 240;

    /// <summary>What a blocked client is told; <c>{0}</c> is its address.</summary>
    public const string DefaultText = "External client with IP address {0} does not have permissions to submit to this server.";

    /// <summary>Clients that no agent judges. Who is on both lists is allowed.</summary>
    public ImmutableArray<AddressListEntry> Allow { get; init; } = [];

    /// <summary>Clients whose mail is refused at MAIL.</summary>
    public ImmutableArray<AddressListEntry> Block { get; init; } = [];

    /// <summary>What a blocked client is told behind <c>550 5.7.1</c>; <c>{0}</c> is its address.</summary>
    public string BlockText { get; init; } = DefaultText;

    /// <summary>Lists in DNS whose addresses no agent judges.</summary>
    public ImmutableArray<AddressListProvider> AllowListProviders { get; init; } = [];

    /// <summary>Lists in DNS whose addresses are refused at RCPT; of several that have it, the first is told.</summary>
    public ImmutableArray<AddressListProvider> BlockListProviders { get; init; } = [];

    /// <summary>Recipients that get mail also from clients on block lists in DNS, compared without regard to case.</summary>
    public FrozenSet<string> BypassedRecipients { get; init; } = FrozenSet<string>.Empty;
}
