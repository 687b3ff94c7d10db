using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>A list of addresses that somebody publishes in DNS.</summary>
[Document("a list provider")]
public sealed record AddressListProviderDocument : Document
{
    /// <summary>Its name in logs.</summary>
    [Key("Its name in logs.", Required = true, Example = "Consolidated Messenger")]
    public Located<string>? Name { get; init; }

    /// <summary>The zone that addresses are looked up below.</summary>
    [Key("The zone that addresses are looked up below.", Required = true, Example = "ip-bl.consolidatedmessenger.com")]
    public Located<FullyQualifiedName>? Zone { get; init; }

    /// <summary>Counts answers whose last octet has one of these bits; this, addresses, or every answer.</summary>
    [Key("Counts answers whose last octet has one of these bits; this, addresses, or every answer.", Minimum = "1", Maximum = "255", Example = "6")]
    public Located<int>? Bitmask { get; init; }

    /// <summary>Counts these answers only.</summary>
    [Key("Counts these answers only.", Example = "127.0.0.2")]
    public DocumentList<Located<AddressRange>> Addresses { get; init; } = new();

    /// <summary>What a client on a block list is told behind 550 5.7.1, 240 characters at most; {0} is its address, {zone} the zone.</summary>
    [Key(
        "What a client on a block list is told behind 550 5.7.1, 240 characters at most; {0} is its address, {zone} the zone.",
        Default = AddressListProvider.DefaultResponse)]
    public Located<string>? Response { get; init; }
}
