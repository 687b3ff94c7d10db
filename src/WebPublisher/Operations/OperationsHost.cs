using System.Net;
using Microsoft.AspNetCore.Http;

namespace WebPublisher.Operations;

/// <summary>
/// Which Host fields the operations server answers to. A web page that has its own name resolve to this server's address (DNS rebinding) would otherwise read it through
/// the operator's browser; an address cannot be rebound, and <c>localhost</c> is not the page's to resolve (RFC 6761 section 6.3).
/// </summary>
internal static class OperationsHost
{
    /// <summary>Whether the Host field names this server by <c>localhost</c>, a loopback address, or the address the connection came to.</summary>
    /// <param name="host">The field; empty for an HTTP/1.0 probe that sends none, which no browser does.</param>
    /// <param name="local">The address the connection came to.</param>
    public static bool IsOurs(HostString host, IPAddress? local)
    {
        if (!host.HasValue)
        {
            return true;
        }

        var name = host.Host;
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return IPAddress.TryParse(name.Trim('[', ']'), out var address) && (IPAddress.IsLoopback(address) || Plain(address).Equals(Plain(local)));
    }

    private static IPAddress Plain(IPAddress? address) => address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        _ => address,
    };
}
