namespace WebPublisher.Mail.Dns;

/// <summary>The start of a zone (SOA), of which only what negative answers need is read.</summary>
/// <param name="Name">The zone.</param>
/// <param name="TimeToLive">Seconds it may be kept.</param>
/// <param name="Minimum">Its last number: with <paramref name="TimeToLive"/> the bound of how many seconds a negative answer holds (RFC 2308 section 5).</param>
public sealed record ZoneRecord(DnsName Name, int TimeToLive, int Minimum) : DnsRecord(Name, DnsType.Soa, TimeToLive);
