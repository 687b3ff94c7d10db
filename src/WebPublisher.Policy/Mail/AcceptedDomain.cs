namespace WebPublisher.Policy.Mail;

/// <summary>A domain mail is accepted for.</summary>
/// <param name="Domain">The domain, or all below one.</param>
/// <param name="Type">Who knows its recipients.</param>
public sealed record AcceptedDomain(DomainPattern Domain, AcceptedDomainType Type);
