using System.Net;
using WebPublisher.Policy.Diagnostics;

namespace WebPublisher.Policy.Mail.Agents;

/// <summary>An entry of a local allow or block list.</summary>
/// <param name="Addresses">The addresses meant.</param>
/// <param name="Expires">The moment from which it is void; null for never.</param>
/// <param name="Comment">What the operator noted; logged, and told nobody outside.</param>
/// <param name="Location">Where it is declared.</param>
public sealed record AddressListEntry(AddressRange Addresses, DateTimeOffset? Expires, string? Comment, SourceLocation Location)
{
    /// <summary>Whether it holds for the address now.</summary>
    public bool Holds(IPAddress address, DateTimeOffset now) => (Expires is null || now < Expires) && Addresses.Contains(address);
}
