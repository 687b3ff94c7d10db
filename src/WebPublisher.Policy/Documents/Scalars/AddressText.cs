using System.Net;
using System.Net.Sockets;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>
/// Reads IP addresses strictly. The class library's parser takes <c>1</c>, <c>0x7f.1</c> and <c>010.0.0.1</c> (octal) for addresses, as inet_aton does; in a policy
/// those are slips that would open the wrong network.
/// </summary>
internal static class AddressText
{
    /// <summary>Reads an IPv4 address in four decimal parts or an IPv6 address without brackets and zone.</summary>
    public static bool TryParse(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Contains('%') || text.Contains('[') || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        // An IPv4 address is only accepted in the one form it prints as.
        if (parsed.AddressFamily == AddressFamily.InterNetwork && parsed.ToString() != text)
        {
            return false;
        }

        address = parsed;
        return true;
    }

    /// <summary>Splits <c>host:port</c> or <c>[IPv6]:port</c>; false when there is no port from 0 to 65535 behind the last colon.</summary>
    public static bool TrySplit(string text, out string host, out int port)
    {
        (host, port) = ("", 0);
        var colon = text.LastIndexOf(':');
        if (colon < 1 || colon + 1 == text.Length || text.Length - colon > 6
            || !ushort.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var number))
        {
            return false;
        }

        host = text[..colon];
        port = number;
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
            return host.Contains(':');
        }

        return !host.Contains(':');
    }
}
