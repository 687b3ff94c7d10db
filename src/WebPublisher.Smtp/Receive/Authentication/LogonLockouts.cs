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
/// <remarks>
/// Locks are kept in the state, where they outlive a restart, act on every node and can be released. Failures before a lock are not; those of all nodes that share the state add up.
/// </remarks>
public sealed class LogonLockouts
{
    private const int SourceFailures = 6;
    private const int UserFailures = 10;
    private const int MaximumEntries = 65536;
    private const byte MailSourcePurpose = 7;
    private const byte MailUserPurpose = 8;
    private static readonly TimeSpan s_first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, LogonHistory> _sources = [];
    private readonly Dictionary<UInt128, LogonHistory> _users = [];
    private volatile StateStore? _state;
    private volatile InstallationKey _key = new();

    /// <summary>Knows of no failures yet, and keeps locks to itself.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of locks.</param>
    public LogonLockouts(TimeProvider time, ILogger logger) => (_time, _logger) = (time, logger);

    /// <summary>Keeps locks in a state from now on, and counts what those who share it tell of failures.</summary>
    public void Follow(StateStore state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_key, _state) = (state.Key, state);
        state.FailedLogons.Follow(FailedLogonCounter.MailSource, told => Add(_sources, told));
        state.FailedLogons.Follow(FailedLogonCounter.MailUser, told => Add(_users, told));
    }

    /// <summary>Whether the source may not log on now.</summary>
    public bool IsLockedOut(IPAddress address) => IsLockedOut(_sources, SourceFailures, () => Of(address));

    /// <summary>Whether the user may not log on now.</summary>
    public bool IsLockedOut(string user) => IsLockedOut(_users, UserFailures, () => Of(user));

    /// <summary>Takes note of a failed logon.</summary>
    public void Failed(IPAddress address, string user)
    {
        Fail(_sources, SourceFailures, Of(address));
        Fail(_users, UserFailures, Of(user));
    }

    /// <summary>
    /// Takes note of a logon: the user's failures are forgotten. Those of the source are not, for one password of their own would let attackers try others without end.
    /// </summary>
    public void Succeeded(string user)
    {
        var key = KeyOf(user);
        lock (_lock)
        {
            if (!_users.Remove(key))
            {
                return;
            }
        }

        _state?.FailedLogons.Forget(FailedLogonCounter.MailUser, key);
    }

    private LogonSubject Of(IPAddress address)
    {
        var source = SourceNetwork.Of(address).ToString();
        return new(FailedLogonCounter.MailSource, LogonLockKind.MailSource, _key.Hash(MailSourcePurpose, Encoding.UTF8.GetBytes(source)), UInt128.Zero, source, $"source {address}");
    }

    // The user's own hash is the one that he also has at web sites: an operator releases both by the name.
    private LogonSubject Of(string user) =>
        new(FailedLogonCounter.MailUser, LogonLockKind.MailUser, KeyOf(user), _key.Hash(InstallationKey.UserPurpose, Lower(user)), "any", $"user {user}");

    private UInt128 KeyOf(string user) => _key.Hash(MailUserPurpose, Lower(user));

    private static byte[] Lower(string user) => Encoding.UTF8.GetBytes(user.ToLowerInvariant());

    private bool IsLockedOut(Dictionary<UInt128, LogonHistory> histories, int limit, Func<LogonSubject> describe)
    {
        var (state, now) = (_state, _time.GetUtcNow());
        lock (_lock)
        {
            // Nearly always.
            if (histories.Count == 0 && state is null or { LogonLocks.IsEmpty: true })
            {
                return false;
            }

            var subject = describe();
            if (state?.LogonLocks.Find(subject.Key) is not null)
            {
                return true;
            }

            if (!histories.TryGetValue(subject.Key, out var history) || IsForgotten(history, now))
            {
                return false;
            }

            // Those that other nodes have told of lock here when somebody comes.
            if (history.Unpunished >= limit)
            {
                LockOut(subject, history, now);
                return true;
            }

            return !history.IsKept && now < history.LockedUntil;
        }
    }

    private void Fail(Dictionary<UInt128, LogonHistory> histories, int limit, LogonSubject subject)
    {
        var now = _time.GetUtcNow();
        _state?.FailedLogons.Fail(subject.Counter, subject.Key, s_longest);
        lock (_lock)
        {
            var history = Of(histories, subject.Key, now);
            history.LastFailure = now;
            history.Failures++;
            if (++history.Unpunished >= limit)
            {
                LockOut(subject, history, now);
            }
        }
    }

    private void LockOut(LogonSubject subject, LogonHistory history, DateTimeOffset now)
    {
        var length = s_first * Math.Pow(2, Math.Min(history.Lockouts++, 10));
        length = length < s_longest ? length : s_longest;
        (history.LockedUntil, history.Unpunished) = (now + length, 0);

        // Without room there it holds here.
        history.IsKept = _state is { } state
            && state.LogonLocks.TryAdd(new LogonLock(0, subject.Key, subject.Lock, subject.User, subject.Network, history.Failures, now, history.LockedUntil));
        _state?.FailedLogons.Lock(subject.Counter, subject.Key);
        ReceiveLog.LockedOut(_logger, history.Failures, length.TotalSeconds, subject.Name);
    }

    private void Add(Dictionary<UInt128, LogonHistory> histories, ToldFailures told)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            if (told.Forgets)
            {
                histories.Remove(told.Key);
            }

            if (!told.IsLocked && told.Count == 0)
            {
                return;
            }

            var history = Of(histories, told.Key, now);
            if (told.IsLocked)
            {
                // Its own end is in the state.
                (history.Unpunished, history.Lockouts) = (0, history.Lockouts + 1);
            }

            history.LastFailure = now;
            history.Failures += told.Count;
            history.Unpunished += told.Count;
        }
    }

    private static LogonHistory Of(Dictionary<UInt128, LogonHistory> histories, UInt128 key, DateTimeOffset now)
    {
        if (histories.TryGetValue(key, out var history) && !IsForgotten(history, now))
        {
            return history;
        }

        if (histories.Count >= MaximumEntries)
        {
            Forget(histories, now);
        }

        return histories[key] = new LogonHistory();
    }

    private static bool IsForgotten(LogonHistory history, DateTimeOffset now) => now >= history.LockedUntil && now - history.LastFailure > s_longest;

    /// <summary>Makes room: what may be forgotten, and if that is nothing, all that is not locked out.</summary>
    private static void Forget(Dictionary<UInt128, LogonHistory> histories, DateTimeOffset now)
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
