using System.Collections.Immutable;
using System.Net;

namespace WebPublisher.Smtp.Dns;

/// <summary>The system's own list of servers (resolv.conf(5)). Search lists and options are for people who type short names; mail has none.</summary>
public static class ResolvConf
{
    /// <summary>Where it is.</summary>
    public const string Path = "/etc/resolv.conf";

    private const int Port = 53;

    /// <summary>The C library takes three; more would only be waited for.</summary>
    private const int MostServers = 3;

    /// <summary>
    /// The servers named in <paramref name="text"/>, in order. Lines that cannot be read are passed over, as the C library does; without any the server is this machine, as there too.
    /// </summary>
    public static ImmutableArray<IPEndPoint> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableArray<IPEndPoint> servers =
        [
            .. text.Split('\n')
                .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words is ["nameserver", _, ..])
                .Select(words => IPAddress.TryParse(words[1], out var address) ? new IPEndPoint(address, Port) : null)
                .OfType<IPEndPoint>()
                .Take(MostServers),
        ];
        return servers.IsEmpty ? [new IPEndPoint(IPAddress.Loopback, Port)] : servers;
    }
}
