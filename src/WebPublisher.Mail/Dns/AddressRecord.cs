using System.Net;

namespace WebPublisher.Mail.Dns;

/// <summary>An address (A, AAAA).</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Type"><see cref="DnsType.A"/> or <see cref="DnsType.Aaaa"/>.</param>
/// <param name="TimeToLive">Seconds it may be kept.</param>
/// <param name="Address">The address.</param>
public sealed record AddressRecord(DnsName Name, DnsType Type, int TimeToLive, IPAddress Address) : DnsRecord(Name, Type, TimeToLive);
