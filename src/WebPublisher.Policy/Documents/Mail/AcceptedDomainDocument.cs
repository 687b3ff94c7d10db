using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>A domain mail is accepted for.</summary>
[Document("an accepted domain")]
public sealed record AcceptedDomainDocument : Document
{
    /// <summary>The domain, or *.name for all below it.</summary>
    [Key("The domain, or *.name for all below it.", Required = true, Example = "example.com")]
    public Located<DomainPattern>? Name { get; init; }

    /// <summary>Who knows its recipients: the inner servers all of them, or other servers that they relay to as well.</summary>
    [Key("Who knows its recipients: the inner servers all of them, or other servers that they relay to as well.", Default = "authoritative")]
    public Located<AcceptedDomainType>? Type { get; init; }
}
