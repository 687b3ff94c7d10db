using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Addresses of services on this machine or near it: <c>unix:/path</c> or <c>tcp:address:port</c>.</summary>
internal static class SocketAddressText
{
    /// <summary>What matches one.</summary>
    public const string Pattern = $"^({Unix}/.+|{Tcp}{EndPointType.Pattern})$";

    private const string Unix = "unix:";
    private const string Tcp = "tcp:";

    // The kernel's sun_path has 108 octets, the last of them zero.
    private const int LongestPath = 107;

    /// <summary>Reads one.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="wrong">What is said of a text that is none.</param>
    /// <param name="address">The address.</param>
    /// <returns>What is wrong; null for nothing.</returns>
    public static string? Parse(string text, string wrong, ref EndPoint address)
    {
        if (text.StartsWith(Unix, StringComparison.Ordinal))
        {
            return ParsePath(text[Unix.Length..], ref address);
        }

        if (!text.StartsWith(Tcp, StringComparison.Ordinal))
        {
            return wrong;
        }

        if (!AddressText.TrySplit(text[Tcp.Length..], out var host, out var port) || port == 0 || !AddressText.TryParse(host, out var ip))
        {
            return wrong + "; names are not looked up, write the address";
        }

        address = new IPEndPoint(ip, port);
        return null;
    }

    private static string? ParsePath(string path, ref EndPoint address)
    {
        if (!path.StartsWith('/') || path.Any(char.IsControl))
        {
            return $"{Quoted.Text(path)} is not the absolute path of a socket";
        }

        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            return $"the path of a socket has {LongestPath} bytes at most";
        }

        address = new UnixDomainSocketEndPoint(path);
        return null;
    }
}
