using System.Collections.Frozen;
using WebPublisher.Policy.Mail.Agents;

namespace WebPublisher.Policy.Mail.Screening;

/// <summary>Who a message is from: any of these.</summary>
/// <param name="Addresses">Addresses, compared without regard to case.</param>
/// <param name="Domains">Domains.</param>
public sealed record SenderCondition(FrozenSet<string> Addresses, DomainList Domains);
