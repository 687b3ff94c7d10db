using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail.Agents;

/// <summary>Filters by the client's address.</summary>
[Document("a connection filter")]
public sealed record ConnectionFilterDocument : Document
{
    /// <summary>Clients that no agent judges. Who is on both lists is allowed.</summary>
    [Key("Clients that no agent judges. Who is on both lists is allowed.")]
    public DocumentList<AddressListEntryDocument> Allow { get; init; } = new();

    /// <summary>Clients whose mail is refused at MAIL.</summary>
    [Key("Clients whose mail is refused at MAIL.")]
    public DocumentList<AddressListEntryDocument> Block { get; init; } = new();

    /// <summary>What a blocked client is told behind 550 5.7.1, 240 characters at most; {0} is its address.</summary>
    [Key(
        "What a blocked client is told behind 550 5.7.1, 240 characters at most; {0} is its address.",
        Default = "External client with IP address {0} does not have permissions to submit to this server.")]
    public Located<string>? BlockText { get; init; }

    /// <summary>Lists in DNS whose addresses no agent judges.</summary>
    [Key("Lists in DNS whose addresses no agent judges.")]
    public DocumentList<AddressListProviderDocument> AllowListProviders { get; init; } = new();

    /// <summary>Lists in DNS whose addresses are refused at RCPT; of several that have it, the first is told.</summary>
    [Key("Lists in DNS whose addresses are refused at RCPT; of several that have it, the first is told.")]
    public DocumentList<AddressListProviderDocument> BlockListProviders { get; init; } = new();

    /// <summary>Recipients that get mail also from clients on block lists in DNS, so that these can ask for help.</summary>
    [Key("Recipients that get mail also from clients on block lists in DNS, so that these can ask for help.", Example = "help@example.com")]
    public DocumentList<Located<Mailbox>> BypassedRecipients { get; init; } = new();
}
