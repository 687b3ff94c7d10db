using System.Net;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Administration.Access;

/// <summary>Counts tokens that were none by where they came from: an IPv4 address or an IPv6 /64.</summary>
/// <param name="time">The clock.</param>
internal sealed class FailedLogins(TimeProvider time)
{
    /// <summary>After so many nothing is looked at from there until <see cref="Window"/> has passed since the first.</summary>
    public const int Maximum = 10;

    /// <summary>How many sources are counted; the one that began first goes for a new one.</summary>
    public const int MaximumSources = 4096;

    /// <summary>How long failures count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<SourceNetwork, (DateTimeOffset Since, int Count)> _sources = [];

    /// <summary>How long nothing from an address is looked at; null when it may try.</summary>
    public TimeSpan? RestOf(IPAddress address)
    {
        lock (_gate)
        {
            return _sources.TryGetValue(SourceNetwork.Of(address), out var failures) && failures.Count >= Maximum && failures.Since + Window - time.GetUtcNow() is { } rest && rest > TimeSpan.Zero
                ? rest
                : null;
        }
    }

    /// <summary>Counts one.</summary>
    /// <returns>Whether it was the last that is looked at.</returns>
    public bool Add(IPAddress address)
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
            return failures.Count == Maximum;
        }
    }
}
