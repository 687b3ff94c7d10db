using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using WebPublisher.Policy.FrontEnds;

namespace WebPublisher.Web.Listeners.Tunnels;

/// <summary>
/// Orders a farm's servers for one tunnel, by the farm's balancing. A tunnel counts as one request that lasts as long as its connection. Cookie affinity and probes
/// need decrypted traffic and do not apply: a server that cannot be reached is passed over for the next.
/// </summary>
internal sealed class TunnelServers
{
    private readonly ConcurrentDictionary<FrontEndServer, int> _open = new();
    private uint _turn;

    /// <summary>The servers to try, the first one first.</summary>
    public ImmutableArray<FrontEndServer> Order(FrontEndFarm farm)
    {
        var servers = farm.Servers;
        return farm.Balancing switch
        {
            Balancing.First => [.. servers.OrderBy(s => s.Authority, StringComparer.Ordinal)],
            Balancing.RoundRobin => From(servers, (int)(Interlocked.Increment(ref _turn) % (uint)servers.Length)),
            Balancing.Random => Shuffled(servers),

            // Shuffled first, so that equally busy servers share.
            Balancing.PowerOfTwoChoices => Shuffled(servers) is var any && any.Length > 1 && Open(any[1]) < Open(any[0]) ? [any[1], any[0], .. any[2..]] : any,
            _ => [.. Shuffled(servers).OrderBy(Open)],
        };
    }

    /// <summary>Counts a tunnel as open.</summary>
    public void Opened(FrontEndServer server) => _open.AddOrUpdate(server, 1, static (_, count) => count + 1);

    /// <summary>Counts it as closed; a server without tunnels is forgotten.</summary>
    public void Closed(FrontEndServer server)
    {
        if (_open.AddOrUpdate(server, 0, static (_, count) => count - 1) <= 0)
        {
            _open.TryRemove(new KeyValuePair<FrontEndServer, int>(server, 0));
        }
    }

    private static ImmutableArray<FrontEndServer> From(ImmutableArray<FrontEndServer> servers, int first) => [.. servers[first..], .. servers[..first]];

    private static ImmutableArray<FrontEndServer> Shuffled(ImmutableArray<FrontEndServer> servers)
    {
        var shuffled = servers.ToArray();
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        return [.. shuffled];
    }

    private int Open(FrontEndServer server) => _open.GetValueOrDefault(server);
}
