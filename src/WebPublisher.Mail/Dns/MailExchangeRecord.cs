namespace WebPublisher.Mail.Dns;

/// <summary>A host that takes mail for a domain (MX).</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="TimeToLive">Seconds it may be kept.</param>
/// <param name="Preference">Lower is tried first.</param>
/// <param name="Exchange">The host; the root says that the domain takes no mail (RFC 7505).</param>
public sealed record MailExchangeRecord(DnsName Name, int TimeToLive, int Preference, DnsName Exchange) : DnsRecord(Name, DnsType.Mx, TimeToLive);
