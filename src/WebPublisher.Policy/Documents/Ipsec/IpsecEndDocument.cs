using System.Net;
using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents.Ipsec;

/// <summary>One end of an IPsec connection.</summary>
[Document("an end of an IPsec connection")]
public sealed record IpsecEndDocument : Document
{
    /// <summary>Its address on the way to the other end.</summary>
    [Key("Its address on the way to the other end.", Required = true, Example = "10.0.0.2")]
    public Located<IPAddress>? Address { get; init; }

    /// <summary>What it calls itself: a host name or an address that its certificate carries.</summary>
    [Key("What it calls itself: a host name or an address that its certificate carries.", Default = "(its address)", Example = "owafe01.example.com")]
    public Located<string>? Identity { get; init; }
}
