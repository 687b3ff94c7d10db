using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using WebPublisher.State;
using WebPublisher.State.Logons;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>
/// Locks sources and users out after failed logons: for a minute at first, twice as long each further time, an hour at most. A source has six failures, a user ten, because
/// strangers must not too easily lock somebody else out. What fails seldom is forgotten after an hour. Thread-safe.
/// </summary>
/// <remarks>Locks are kept in the state, where they outlive a restart, act on every node and can be released; failures are counted by each process for itself.</remarks>
public sealed class LogonLockouts(TimeProvider time, ILogger logger)
{
    private const int SourceFailures = 6;
    private const int UserFailures = 10;
    private const int MaximumEntries = 65536;
    private const byte MailSourcePurpose = 7;
    private const byte MailUserPurpose = 8;
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private volatile StateStore? _state;
    private readonly Dictionary<SourceNetwork, LogonHistory> _sources = [];
    private readonly Dictionary<string, LogonHistory> _users = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps locks in a state from now on.</summary>
    public void Follow(StateStore state) => _state = state;

    /// <summary>Whether the source may not log on now.</summary>
    public bool IsLockedOut(IPAddress address)
    {
        var source = SourceNetwork.Of(address);
        lock (_lock)
        {
            return IsLockedOut(_sources.GetValueOrDefault(source), state => KeyOf(state, source));
        }
    }

    /// <summary>Whether the user may not log on now.</summary>
    public bool IsLockedOut(string user)
    {
        lock (_lock)
        {
            return IsLockedOut(_users.GetValueOrDefault(user), state => KeyOf(state, user));
        }
    }

    /// <summary>Takes note of a failed logon.</summary>
    public void Failed(IPAddress address, string user)
    {
        lock (_lock)
        {
            var source = SourceNetwork.Of(address);
            Fail(_sources, source, SourceFailures, "source", address.ToString(), state => (LogonLockKind.MailSource, KeyOf(state, source), UInt128.Zero, source.ToString()));
            Fail(_users, user, UserFailures, "user", user, state => (LogonLockKind.MailUser, KeyOf(state, user), HashOf(state, user), "any"));
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

    private bool IsLockedOut(LogonHistory? history, Func<StateStore, UInt128> key) =>
        (_state is { } state && !state.LogonLocks.IsEmpty && state.LogonLocks.Find(key(state)) is not null)
        || (history is { IsKept: false } && time.GetUtcNow() < history.LockedUntil);

    private static UInt128 KeyOf(StateStore state, SourceNetwork source) => state.Key.Hash(MailSourcePurpose, Encoding.UTF8.GetBytes(source.ToString()));

    private static UInt128 KeyOf(StateStore state, string user) => state.Key.Hash(MailUserPurpose, Lower(user));

    // The hash that a user also has at web sites: an operator releases both by the name.
    private static UInt128 HashOf(StateStore state, string user) => state.Key.Hash(InstallationKey.UserPurpose, Lower(user));

    private static byte[] Lower(string user) => Encoding.UTF8.GetBytes(user.ToLowerInvariant());

    private void Fail<TKey>(
        Dictionary<TKey, LogonHistory> histories, TKey key, int limit, string kind, string name, Func<StateStore, (LogonLockKind Kind, UInt128 Key, UInt128 User, string Network)> describe)
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

            // Without room there it holds here.
            history.IsKept = _state is { } state && describe(state) is var found
                && state.LogonLocks.TryAdd(new LogonLock(0, found.Key, found.Kind, found.User, found.Network, history.Failures, now, history.LockedUntil));
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
