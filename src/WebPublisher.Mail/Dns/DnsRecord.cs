namespace WebPublisher.Mail.Dns;

/// <summary>One record of an answer. Types other than those of <see cref="DnsType"/> are passed over by the reader.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Type">Its type.</param>
/// <param name="TimeToLive">How long it may be kept, in seconds: 0 to 2^31-1; a value with the highest bit set is read as 0 (RFC 2181 section 8).</param>
public abstract record DnsRecord(DnsName Name, DnsType Type, int TimeToLive);
