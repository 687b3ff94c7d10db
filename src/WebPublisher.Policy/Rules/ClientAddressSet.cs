using System.Collections.Immutable;
using System.Net;

namespace WebPublisher.Policy.Rules;

/// <summary>A named set of client networks.</summary>
/// <param name="Name">Its name in the policy.</param>
/// <param name="Networks">Its members.</param>
public sealed record ClientAddressSet(string Name, ImmutableArray<IPNetwork> Networks)
{
    /// <summary>Whether <paramref name="address"/> is a member; an IPv4 address mapped into IPv6 counts as the IPv4 address.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in Networks)
        {
            if (network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }
}
