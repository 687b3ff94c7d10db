using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Rewrites addresses in mail that leaves and mail that comes.</summary>
[Document("address rewriting")]
public sealed record AddressRewritingDocument : Document
{
    /// <summary>The entries; the closest to an address holds: the address itself, its domain, then the longest *.name.</summary>
    [Key("The entries; the closest to an address holds: the address itself, its domain, then the longest *.name.", Required = true)]
    public DocumentList<AddressRewriteDocument> Entries { get; init; } = new();
}
