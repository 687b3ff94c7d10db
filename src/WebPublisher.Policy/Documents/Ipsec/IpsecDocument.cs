using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Policy.Documents.Ipsec;

/// <summary>What travels between machines through IPsec only.</summary>
[Document("the IPsec settings")]
public sealed record IpsecDocument : Document
{
    /// <summary>Who encrypts.</summary>
    [Key("kernel: ESP in transport mode; userspace: strongSwan itself, in tunnel mode, on both ends, where a kernel has no ESP.", Default = "kernel")]
    public Located<IpsecProcessing>? Processing { get; init; }

    /// <summary>The pairs of machines, by name.</summary>
    [Key("The pairs of machines, by name: lower-case letters, digits and hyphens.", Required = true)]
    public DocumentMap<IpsecConnectionDocument> Connections { get; init; } = new();
}
