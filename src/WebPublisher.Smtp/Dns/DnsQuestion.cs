using WebPublisher.Mail.Dns;

namespace WebPublisher.Smtp.Dns;

/// <summary>What is looked up. The spelling of the name does not count.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">What of it.</param>
internal readonly record struct DnsQuestion(DnsName Name, DnsType Type);
