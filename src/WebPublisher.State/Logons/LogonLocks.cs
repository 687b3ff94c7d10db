using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using WebPublisher.State.Addresses;
using WebPublisher.State.Database;

namespace WebPublisher.State.Logons;

/// <summary>Who is locked out after failed logons. A lock holds at once and is written behind; a command's release is followed.</summary>
public sealed class LogonLocks : IStateSnapshot
{
    /// <summary>The most locks.</summary>
    public const int MaximumLocks = 20_000;

    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromSeconds(1);

    private readonly StateWriter _writer;
    private readonly StateOptions _options;
    private readonly ConcurrentDictionary<UInt128, LogonLock> _unwritten = new();
    private volatile ConcurrentDictionary<UInt128, LogonLock> _locks = new();
    private Task _writing = Task.CompletedTask;
    private long _sweptAt;
    private int _isWriting;

    internal LogonLocks(StateWriter writer, StateOptions options) => (_writer, _options) = (writer, options);

    StateSection? IStateSnapshot.Section => StateSection.Logons;

    /// <summary>The most locks, for tests of the limit.</summary>
    internal int Maximum { get; set; } = MaximumLocks;

    /// <summary>Whether there is none, not even one that has ended lately.</summary>
    public bool IsEmpty => _locks.IsEmpty;

    /// <summary>Those that hold, by their end.</summary>
    public ImmutableArray<LogonLock> Entries
    {
        get
        {
            var now = _options.Time.GetUtcNow();
            return [.. _locks.Values.Where(entry => entry.Until > now).OrderBy(entry => entry.Until).ThenBy(entry => entry.Id)];
        }
    }

    /// <summary>The lock of a key that holds now, or null. Waits for nothing.</summary>
    public LogonLock? Find(UInt128 key) => _locks.TryGetValue(key, out var found) && found.Until > _options.Time.GetUtcNow() ? found : null;

    /// <summary>Puts a lock in force.</summary>
    /// <returns>False for want of room.</returns>
    public bool TryAdd(LogonLock entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (_locks.Count >= Maximum && !HasRoomAfterSweep())
        {
            return false;
        }

        _locks[entry.Key] = entry;
        _unwritten[entry.Key] = entry;
        if (Interlocked.Exchange(ref _isWriting, 1) == 0)
        {
            _writing = WriteAsync();
        }

        return true;
    }

    /// <summary>Ends locks before their time.</summary>
    /// <param name="wanted">Which.</param>
    /// <returns>Those that have ended.</returns>
    /// <exception cref="StateException">It cannot be written.</exception>
    public Task<ImmutableArray<LogonLock>> ReleaseAsync(Func<LogonLock, bool> wanted) => _writer.WriteAsync(transaction =>
    {
        var now = _options.Time.GetUtcNow();
        var released = Read(transaction).Where(entry => entry.Until > now && wanted(entry)).ToImmutableArray();
        foreach (var entry in released)
        {
            transaction.Run("DELETE FROM logon_locks WHERE id = $id", ("$id", entry.Id));
        }

        if (!released.IsEmpty)
        {
            transaction.Touch(StateSection.Logons);
            transaction.OnCommitted(() =>
            {
                foreach (var entry in released)
                {
                    _locks.TryRemove(entry.Key, out _);
                }
            });
        }

        return released;
    });

    /// <summary>Done when what was in force at the call is in the file, or could not be written.</summary>
    public Task FlushAsync() => _writing;

    void IStateSnapshot.Load(StateTransaction reading)
    {
        var locks = new ConcurrentDictionary<UInt128, LogonLock>();
        foreach (var entry in Read(reading).Concat(_unwritten.Values))
        {
            locks[entry.Key] = entry;
        }

        _locks = locks;

        // One that came in force meanwhile may have gone to the old map alone.
        foreach (var (key, entry) in _unwritten)
        {
            locks[key] = entry;
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            do
            {
                var entries = _unwritten.Values.ToList();
                await _writer.WriteAsync(transaction => Write(transaction, entries));
                Volatile.Write(ref _isWriting, 0);
            }
            while (!_unwritten.IsEmpty && Interlocked.Exchange(ref _isWriting, 1) == 0);
        }
        catch (StateException e)
        {
            // They hold all the same, and are written with the next one.
            StateLog.LocksNotWritten(_options.Logger, _unwritten.Count, e);
            if (_unwritten.Count > Maximum)
            {
                _unwritten.Clear();
            }

            Volatile.Write(ref _isWriting, 0);
        }
    }

    private void Write(StateTransaction transaction, List<LogonLock> entries)
    {
        // Each node does so by itself.
        transaction.Unshared(() => transaction.Run("DELETE FROM logon_locks WHERE until <= $now", ("$now", _options.Time.GetUtcNow().ToUnixTimeMilliseconds())));
        foreach (var entry in entries)
        {
            var id = (long)transaction.Scalar(
                """
                INSERT INTO logon_locks (key, kind, user, network, failures, since, until) VALUES ($key, $kind, $user, $network, $failures, $since, $until)
                ON CONFLICT DO UPDATE SET kind = $kind, user = $user, network = $network, failures = $failures, since = $since, until = $until RETURNING id
                """,
                ("$key", AddressNumber.Octets(entry.Key)), ("$kind", (int)entry.Kind), ("$user", AddressNumber.Octets(entry.User)), ("$network", entry.Network),
                ("$failures", entry.Failures), ("$since", entry.Since.ToUnixTimeMilliseconds()), ("$until", entry.Until.ToUnixTimeMilliseconds()))!;
            transaction.OnCommitted(() =>
            {
                _unwritten.TryRemove(KeyValuePair.Create(entry.Key, entry));
                _locks.TryUpdate(entry.Key, entry with { Id = id }, entry);
            });
        }

        transaction.Touch(StateSection.Logons);
    }

    private bool HasRoomAfterSweep()
    {
        var (last, now) = (Volatile.Read(ref _sweptAt), _options.Time.GetTimestamp());
        if ((last == 0 || _options.Time.GetElapsedTime(last, now) >= s_sweepInterval) && Interlocked.CompareExchange(ref _sweptAt, now, last) == last)
        {
            var ended = _options.Time.GetUtcNow();
            foreach (var (key, entry) in _locks)
            {
                if (entry.Until <= ended)
                {
                    _locks.TryRemove(key, out _);
                }
            }
        }

        return _locks.Count < Maximum;
    }

    private static List<LogonLock> Read(StateTransaction reading)
    {
        using var command = reading.Command("SELECT id, key, kind, user, network, failures, since, until FROM logon_locks");
        using var row = command.ExecuteReader();
        var entries = new List<LogonLock>();
        while (row.Read())
        {
            entries.Add(new LogonLock(
                row.GetInt64(0),
                BinaryPrimitives.ReadUInt128BigEndian(row.GetFieldValue<byte[]>(1)),
                (LogonLockKind)row.GetInt32(2),
                BinaryPrimitives.ReadUInt128BigEndian(row.GetFieldValue<byte[]>(3)),
                row.GetString(4),
                row.GetInt32(5),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7))));
        }

        return entries;
    }
}
