using System.Net;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>The address of a DNS server, with a port or without.</summary>
/// <param name="EndPoint">Address and port; port 53 when none is written.</param>
public readonly record struct DnsServerAddress(IPEndPoint EndPoint);
