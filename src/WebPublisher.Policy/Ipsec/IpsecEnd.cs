using System.Net;

namespace WebPublisher.Policy.Ipsec;

/// <summary>One of the two machines.</summary>
/// <param name="Address">Its address on the way to the other; the only one that is protected.</param>
/// <param name="Identity">What it calls itself in IKE: a host name in lower case, or an address. Its certificate carries it as a subject alternative name.</param>
public sealed record IpsecEnd(IPAddress Address, string Identity);
