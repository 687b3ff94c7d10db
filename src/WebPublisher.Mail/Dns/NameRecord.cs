namespace WebPublisher.Mail.Dns;

/// <summary>A name that stands for another (CNAME), or for an address (PTR).</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Type"><see cref="DnsType.Cname"/> or <see cref="DnsType.Ptr"/>.</param>
/// <param name="TimeToLive">Seconds it may be kept.</param>
/// <param name="Target">The other name.</param>
public sealed record NameRecord(DnsName Name, DnsType Type, int TimeToLive, DnsName Target) : DnsRecord(Name, Type, TimeToLive);
