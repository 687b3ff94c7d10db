namespace WebPublisher.Mail.Dns;

/// <summary>Text (TXT).</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="TimeToLive">Seconds it may be kept.</param>
/// <param name="Text">Its strings one behind the other with nothing between (RFC 7208 section 3.3), each octet a character (Latin-1).</param>
public sealed record TextRecord(DnsName Name, int TimeToLive, string Text) : DnsRecord(Name, DnsType.Txt, TimeToLive);
