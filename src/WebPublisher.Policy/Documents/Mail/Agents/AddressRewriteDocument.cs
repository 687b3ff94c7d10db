using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>One address or domain inside, and what the world knows it by.</summary>
[Document("an entry of address rewriting")]
public sealed record AddressRewriteDocument : Document
{
    /// <summary>An address, a domain, or all domains below one (*.name).</summary>
    [Key("An address, a domain, or all domains below one (*.name).", Required = true, Example = "sales.example.com")]
    public Located<MailboxOrDomain>? Internal { get; init; }

    /// <summary>What the world knows it by: an address for an address, else a domain.</summary>
    [Key("What the world knows it by: an address for an address, else a domain.", Required = true, Example = "example.com")]
    public Located<MailboxOrDomain>? External { get; init; }

    /// <summary>Whether mail from outside is left alone. Must be true for *.name.</summary>
    [Key("Whether mail from outside is left alone. Must be true for *.name.", Default = "false")]
    public Located<bool>? OutboundOnly { get; init; }

    /// <summary>Domains below *.name that are left alone.</summary>
    [Key("Domains below *.name that are left alone.", Example = "legal.example.com")]
    public DocumentList<Located<DomainPattern>> Except { get; init; } = new();
}
