using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Policy.Documents.Ipsec;

/// <summary>Two machines between which some ports are spoken to through IPsec only.</summary>
[Document("an IPsec connection")]
public sealed record IpsecConnectionDocument : Document
{
    /// <summary>Which end this machine is; neither when it is only rendered here.</summary>
    [Key("Which end this machine is; neither when the connection joins two other machines and is only rendered here.", Default = "front")]
    public Located<IpsecSide>? Side { get; init; }

    /// <summary>The end that opens TCP connections.</summary>
    [Key("The end that opens TCP connections.", Required = true)]
    public IpsecEndDocument? Front { get; init; }

    /// <summary>The end that serves them.</summary>
    [Key("The end that serves them.", Required = true)]
    public IpsecEndDocument? Back { get; init; }

    /// <summary>TCP ports of the back end that are spoken to through IPsec only.</summary>
    [Key("TCP ports of the back end that are spoken to through IPsec only.", Default = "80", Minimum = "1", Maximum = "65535", Example = "80")]
    public DocumentList<Located<int>> Ports { get; init; } = new();

    /// <summary>Name of the certificate that this machine shows the other end.</summary>
    [Key("Name of the certificate that this machine shows the other end.", Example = "ipsec")]
    public Located<string>? Certificate { get; init; }

    /// <summary>Names of the roots that certificates of both ends come from.</summary>
    [Key("Names of the roots that the certificates of both ends come from.", Example = "inner")]
    public DocumentList<Located<string>> TrustedRoots { get; init; } = new();

    /// <summary>What both ends know, instead of certificates: at least 20 bytes.</summary>
    [Key("What both ends know, instead of certificates: at least 20 bytes.")]
    public SecretDocument? PresharedKey { get; init; }

    /// <summary>The groups of key exchange, the preferred one first.</summary>
    [Key("The groups of key exchange, the preferred one first.", Default = "(ecp384, then x25519)")]
    public DocumentList<Located<IpsecKeyExchange>> KeyExchange { get; init; } = new();
}
