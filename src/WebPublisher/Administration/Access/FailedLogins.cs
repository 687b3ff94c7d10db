using System.Net;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Administration.Access;

/// <summary>
/// Counts tokens that were none by where they came from: an IPv4 address or an IPv6 /64. What the count decides is how a further one is answered and logged. A token that is
/// good is good from everywhere: else a guesser would keep out whoever shares an address with them. Guessing is hopeless by the length that tokens have, not by this.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class FailedLogins(TimeProvider time)
{
    /// <summary>Further ones from there are not logged, and asked to stay away, until <see cref="Window"/> has passed since the first.</summary>
    public const int Maximum = 10;

    /// <summary>How many sources are counted; the one that began first goes for a new one.</summary>
    public const int MaximumSources = 4096;

    /// <summary>How long failures count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<SourceNetwork, (DateTimeOffset Since, int Count)> _sources = [];

    /// <summary>Counts one.</summary>
    /// <returns>How many there are now, and how long they count yet.</returns>
    public (int Count, TimeSpan Remaining) Add(IPAddress address)
    {
        var (source, now) = (SourceNetwork.Of(address), time.GetUtcNow());
        lock (_gate)
        {
            var failures = _sources.TryGetValue(source, out var known) && now - known.Since < Window ? known with { Count = known.Count + 1 } : (Since: now, Count: 1);
            if (_sources.Count >= MaximumSources && !_sources.ContainsKey(source))
            {
                _sources.Remove(_sources.MinBy(entry => entry.Value.Since).Key);
            }

            _sources[source] = failures;
            return (failures.Count, failures.Since + Window - now);
        }
    }
}
