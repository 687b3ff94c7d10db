using System.Net;
using Microsoft.Extensions.Logging;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>
/// Locks sources and users out after failed logons: for a minute at first, twice as long each further time, an hour at most. A source has six failures, a user ten, because
/// strangers must not too easily lock somebody else out. What fails seldom is forgotten after an hour. Thread-safe.
/// </summary>
public sealed class LogonLockouts(TimeProvider time, ILogger logger)
{
    private const int SourceFailures = 6;
    private const int UserFailures = 10;
    private const int MaximumEntries = 65536;
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<SourceNetwork, LogonHistory> _sources = [];
    private readonly Dictionary<string, LogonHistory> _users = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the source may not log on now.</summary>
    public bool IsLockedOut(IPAddress address)
    {
        lock (_lock)
        {
            return IsLockedOut(_sources.GetValueOrDefault(SourceNetwork.Of(address)));
        }
    }

    /// <summary>Whether the user may not log on now.</summary>
    public bool IsLockedOut(string user)
    {
        lock (_lock)
        {
            return IsLockedOut(_users.GetValueOrDefault(user));
        }
    }

    /// <summary>Takes note of a failed logon.</summary>
    public void Failed(IPAddress address, string user)
    {
        lock (_lock)
        {
            Fail(_sources, SourceNetwork.Of(address), SourceFailures, "source", address.ToString());
            Fail(_users, user, UserFailures, "user", user);
        }
    }

    /// <summary>
    /// Takes note of a logon: the user's failures are forgotten. Those of the source are not, for one password of their own would let attackers try others without end.
    /// </summary>
    public void Succeeded(string user)
    {
        lock (_lock)
        {
            _users.Remove(user);
        }
    }

    private bool IsLockedOut(LogonHistory? history) => history is not null && time.GetUtcNow() < history.LockedUntil;

    private void Fail<TKey>(Dictionary<TKey, LogonHistory> histories, TKey key, int limit, string kind, string name)
        where TKey : notnull
    {
        var now = time.GetUtcNow();
        if (!histories.TryGetValue(key, out var history) || IsForgotten(history, now))
        {
            if (histories.Count >= MaximumEntries)
            {
                Forget(histories, now);
            }

            histories[key] = history = new LogonHistory();
        }

        history.LastFailure = now;
        if (++history.Failures % limit == 0)
        {
            var length = s_first * Math.Pow(2, Math.Min(history.Lockouts++, 10));
            length = length < s_longest ? length : s_longest;
            history.LockedUntil = now + length;
            ReceiveLog.LockedOut(logger, history.Failures, length.TotalSeconds, $"{kind} {name}");
        }
    }

    private static bool IsForgotten(LogonHistory history, DateTimeOffset now) => now >= history.LockedUntil && now - history.LastFailure > s_longest;

    /// <summary>Makes room: what may be forgotten, and if that is nothing, all that is not locked out.</summary>
    private static void Forget<TKey>(Dictionary<TKey, LogonHistory> histories, DateTimeOffset now)
        where TKey : notnull
    {
        foreach (var (key, history) in histories)
        {
            if (IsForgotten(history, now))
            {
                histories.Remove(key);
            }
        }

        if (histories.Count < MaximumEntries)
        {
            return;
        }

        foreach (var (key, history) in histories)
        {
            if (now >= history.LockedUntil)
            {
                histories.Remove(key);
            }
        }
    }
}
