using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="ClamdAddress"/>.</summary>
internal sealed class ClamdAddressType : ScalarType<ClamdAddress>
{
    private const string Unix = "unix:";
    private const string Tcp = "tcp:";

    // The kernel's sun_path has 108 octets, the last of them zero.
    private const int LongestPath = 107;

    private static readonly ClamdAddress Nowhere = new(new IPEndPoint(IPAddress.None, 0));

    public override string Noun => "the address of a clamd such as unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310";

    public override string? Parse(YamlScalar scalar, string directory, out ClamdAddress value)
    {
        value = Nowhere;
        var text = scalar.Text;
        if (text.StartsWith(Unix, StringComparison.Ordinal))
        {
            return ParsePath(text[Unix.Length..], ref value);
        }

        if (!text.StartsWith(Tcp, StringComparison.Ordinal))
        {
            return Not(text);
        }

        if (!AddressText.TrySplit(text[Tcp.Length..], out var host, out var port) || port == 0 || !AddressText.TryParse(host, out var address))
        {
            return Not(text) + "; names are not looked up, write the address";
        }

        value = new ClamdAddress(new IPEndPoint(address, port));
        return null;
    }

    public override JsonObject Schema() => TextSchema($"^({Unix}/.+|{Tcp}{EndPointType.Pattern})$");

    private static string? ParsePath(string path, ref ClamdAddress value)
    {
        if (!path.StartsWith('/') || path.Any(char.IsControl))
        {
            return $"{Quoted.Text(path)} is not the absolute path of a socket";
        }

        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
        {
            return $"the path of a socket has {LongestPath} bytes at most";
        }

        value = new ClamdAddress(new UnixDomainSocketEndPoint(path));
        return null;
    }
}
