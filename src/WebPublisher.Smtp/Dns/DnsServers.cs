using System.Collections.Immutable;
using System.Net;

namespace WebPublisher.Smtp.Dns;

/// <summary>The servers in the order in which they are best asked: as they are written, but those that have lately not answered behind all others.</summary>
/// <param name="servers">The servers as they are written.</param>
/// <param name="rest">How long one that has not answered is asked last.</param>
/// <param name="time">The clock.</param>
internal sealed class DnsServers(ImmutableArray<IPEndPoint> servers, TimeSpan rest, TimeProvider time)
{
    private readonly long[] _restsUntil = new long[servers.Length];

    /// <summary>Numbers of servers, the one to ask first first.</summary>
    public IEnumerable<int> InOrder()
    {
        var now = time.GetUtcNow().UtcTicks;
        return Enumerable.Range(0, servers.Length).OrderBy(i => Volatile.Read(ref _restsUntil[i]) > now);
    }

    /// <summary>The address of server <paramref name="index"/>.</summary>
    public IPEndPoint this[int index] => servers[index];

    /// <summary>It has answered.</summary>
    public void Answered(int index) => Volatile.Write(ref _restsUntil[index], 0);

    /// <summary>It has not. True when that is news: it was not resting.</summary>
    public bool Failed(int index)
    {
        var now = time.GetUtcNow();
        return Interlocked.Exchange(ref _restsUntil[index], (now + rest).UtcTicks) <= now.UtcTicks;
    }
}
