using System.Buffers.Binary;
using System.Collections.Concurrent;
using WebPublisher.State.Addresses;
using WebPublisher.State.Database;
using WebPublisher.State.Replication;

namespace WebPublisher.State.Logons;

/// <summary>
/// Devices by which users have logged on and which cannot keep a proof of it themselves, by a hash of user, device and network. Kept in memory and written behind, some
/// seconds' worth at once; one server alone notes those of a state directory, and other nodes tell of theirs.
/// </summary>
public sealed class KnownDevices : IStateSnapshot, IDisposable
{
    /// <summary>The most devices kept; those unseen for longest go for new ones.</summary>
    public const int MaximumDevices = 100_000;

    /// <summary>How long a new one stays in memory alone.</summary>
    public static readonly TimeSpan WriteDelay = TimeSpan.FromSeconds(5);

    // Seen again within this time, a device is not noted again.
    private static readonly TimeSpan s_grain = TimeSpan.FromDays(1);

    private readonly StateWriter _writer;
    private readonly StateOptions _options;
    private readonly ITimer _timer;
    private readonly ConcurrentDictionary<UInt128, DateTimeOffset> _seen = new();
    private readonly ConcurrentDictionary<UInt128, DateTimeOffset> _changed = new();
    private int _isWriteDue;

    internal KnownDevices(StateWriter writer, StateOptions options)
    {
        (_writer, _options) = (writer, options);
        _timer = options.Time.CreateTimer(_ => _ = FlushAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    StateSection? IStateSnapshot.Section => StateSection.Devices;

    /// <summary>The most devices, for tests of the limit.</summary>
    internal int Maximum { get; set; } = MaximumDevices;

    /// <summary>How many there are.</summary>
    public int Count => _seen.Count;

    /// <summary>Whether a device has been seen within a time.</summary>
    public bool IsKnown(UInt128 device, TimeSpan within) => _seen.TryGetValue(device, out var seen) && _options.Time.GetUtcNow() - seen <= within;

    /// <summary>Notes that the user has logged on by a device. Waits for nothing.</summary>
    public void Note(UInt128 device)
    {
        var now = _options.Time.GetUtcNow();
        if (_seen.TryGetValue(device, out var seen) && now - seen < s_grain)
        {
            return;
        }

        _seen[device] = _changed[device] = now;
        WriteSoon();

        if (_seen.Count > Maximum)
        {
            DropOldest();
        }
    }

    /// <summary>Writes what has changed since the last time. Trouble is logged, and what could not be written is written the next time.</summary>
    public async Task FlushAsync()
    {
        // What is noted from here on asks for a time of its own.
        Interlocked.Exchange(ref _isWriteDue, 0);
        var changed = _changed.ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        try
        {
            await _writer.WriteAsync(transaction =>
            {
                foreach (var (device, seen) in changed)
                {
                    transaction.Run(
                        "INSERT OR REPLACE INTO known_devices VALUES ($device, $seen)", ("$device", AddressNumber.Octets(device)), ("$seen", seen.ToUnixTimeMilliseconds()));
                }

                // Each node does so by itself.
                transaction.Unshared(() => transaction.Run(
                    "DELETE FROM known_devices WHERE device IN (SELECT device FROM known_devices ORDER BY seen DESC LIMIT -1 OFFSET $most)", ("$most", Maximum)));
            });
            Array.ForEach(changed, change => _changed.TryRemove(change));
        }
        catch (StateException e)
        {
            StateLog.DevicesNotWritten(_options.Logger, changed.Length, e);
        }

        if (!_changed.IsEmpty)
        {
            WriteSoon();
        }
    }

    /// <summary>Stops writing by itself.</summary>
    public void Dispose() => _timer.Dispose();

    void IStateSnapshot.Load(StateTransaction reading)
    {
        var known = new HashSet<UInt128>();
        using var command = reading.Command("SELECT device, seen FROM known_devices");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var device = BinaryPrimitives.ReadUInt128BigEndian(row.GetFieldValue<byte[]>(0));
            known.Add(device);
            Seen(device, row.GetInt64(1));
        }

        foreach (var (device, _) in _seen)
        {
            if (!known.Contains(device) && !_changed.ContainsKey(device))
            {
                _seen.TryRemove(device, out _);
            }
        }
    }

    void IStateSnapshot.Follow(StateTransaction reading, IReadOnlyCollection<string> keys)
    {
        foreach (var key in keys)
        {
            var device = Convert.FromHexString(SharedKey.Text(key, 0));
            if (reading.Scalar("SELECT seen FROM known_devices WHERE device = $device", ("$device", device)) is long seen)
            {
                Seen(BinaryPrimitives.ReadUInt128BigEndian(device), seen);
            }
            else if (BinaryPrimitives.ReadUInt128BigEndian(device) is var gone && !_changed.ContainsKey(gone))
            {
                _seen.TryRemove(gone, out _);
            }
        }

        if (_seen.Count > Maximum)
        {
            DropOldest();
        }
    }

    private void Seen(UInt128 device, long milliseconds)
    {
        var seen = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        _seen.AddOrUpdate(device, seen, (_, known) => known > seen ? known : seen);
    }

    private void WriteSoon()
    {
        if (Interlocked.Exchange(ref _isWriteDue, 1) == 0)
        {
            _timer.Change(WriteDelay, Timeout.InfiniteTimeSpan);
        }
    }

    // A tenth at once, so that the search is paid for by many.
    private void DropOldest()
    {
        foreach (var (device, _) in _seen.OrderBy(entry => entry.Value).Take(Math.Max(1, Maximum / 10)))
        {
            _seen.TryRemove(device, out _);
            _changed.TryRemove(device, out _);
        }
    }
}
