using System.Collections.Immutable;
using System.Net;
using WebPublisher.State.Addresses;
using WebPublisher.State.Database;
using WebPublisher.State.Replication;

namespace WebPublisher.State.Reputation;

/// <summary>
/// The profiles of clients. They are kept in memory and written behind, some seconds' worth at once: a server that is killed forgets those seconds and nothing else. One
/// server alone notes those of a state directory; what other nodes have counted is added to what it has.
/// </summary>
public sealed class Reputations : IStateSnapshot, IDisposable
{
    /// <summary>The most profiles kept; the one unseen for longest goes for a new one.</summary>
    public const int MaximumProfiles = 100_000;

    /// <summary>How long a change stays in memory alone.</summary>
    public static readonly TimeSpan WriteDelay = TimeSpan.FromSeconds(5);

    private readonly StateWriter _writer;
    private readonly StateOptions _options;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, LinkedListNode<KnownSender>> _profiles = [];
    private readonly LinkedList<KnownSender> _byAge = [];
    private HashSet<UInt128> _changed = [];
    private long _writes;

    // Whether all nodes are to forget it, or it went for want of room here.
    private Dictionary<UInt128, bool> _dropped = [];

    internal Reputations(StateWriter writer, StateOptions options)
    {
        (_writer, _options) = (writer, options);
        _timer = options.Time.CreateTimer(_ => _ = FlushAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    StateSection? IStateSnapshot.Section => StateSection.Profiles;

    /// <summary>How many profiles there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _profiles.Count;
            }
        }
    }

    /// <summary>How often changes were written since the start.</summary>
    public long Writes => Volatile.Read(ref _writes);

    /// <summary>Every profile. All who note something wait while it is copied.</summary>
    public ImmutableArray<KeyValuePair<IPAddress, SenderProfile>> Profiles
    {
        get
        {
            (UInt128 Address, SenderProfile Profile)[] profiles;
            lock (_gate)
            {
                profiles = [.. _byAge.Select(known => (known.Address, known.Total))];
            }

            return [.. profiles.Select(entry => KeyValuePair.Create(AddressNumber.Address(AddressNumber.Octets(entry.Address)), entry.Profile))];
        }
    }

    /// <summary>The profile of a client; <see cref="SenderProfile.Unknown"/> if it has none.</summary>
    public SenderProfile Find(IPAddress client)
    {
        lock (_gate)
        {
            return _profiles.TryGetValue(AddressNumber.Of(client), out var found) ? found.Value.Total : SenderProfile.Unknown;
        }
    }

    /// <summary>Changes the profile of a client, and begins one if it has none. Waits for nothing.</summary>
    /// <param name="client">The client.</param>
    /// <param name="change">Makes the new profile of the old one; quick, for all others wait. The moments are seen to here.</param>
    /// <returns>The new profile.</returns>
    public SenderProfile Note(IPAddress client, Func<SenderProfile, SenderProfile> change)
    {
        var (address, now) = (AddressNumber.Of(client), _options.Time.GetUtcNow());
        lock (_gate)
        {
            var node = Touched(address);
            var before = node.Value.Total == SenderProfile.Unknown ? SenderProfile.Unknown with { FirstSeen = now } : node.Value.Total;
            node.Value.Note(change(before) with { LastSeen = now });
            Changed(address);
            return node.Value.Total;
        }
    }

    /// <summary>Forgets what is known of a client, on every node.</summary>
    public void Reset(IPAddress client)
    {
        lock (_gate)
        {
            if (_profiles.TryGetValue(AddressNumber.Of(client), out var node))
            {
                Drop(node, onEveryNode: true);
            }
        }
    }

    /// <summary>Writes what has changed since the last time. Trouble is logged, and what could not be written is written the next time.</summary>
    public async Task FlushAsync()
    {
        lock (_gate)
        {
            if (_changed.Count + _dropped.Count == 0)
            {
                return;
            }
        }

        var (changed, dropped) = (new HashSet<UInt128>(), new Dictionary<UInt128, bool>());
        try
        {
            await _writer.WriteAsync(transaction =>
            {
                // Taken, and marked as written, on the writer's thread, which is the one that follows the file: it never finds there what counts as unwritten here.
                List<(UInt128 Address, SenderProfile Own)> profiles;
                lock (_gate)
                {
                    (changed, _changed, dropped, _dropped) = (_changed, [], _dropped, []);
                    profiles = [.. changed.Where(_profiles.ContainsKey).Select(address => (address, _profiles[address].Value.Own))];
                }

                Write(transaction, profiles, dropped);
                transaction.OnCommitted(() => Written(profiles));
            });
            Interlocked.Increment(ref _writes);
        }
        catch (StateException e)
        {
            int waiting;
            lock (_gate)
            {
                foreach (var (address, onEveryNode) in dropped)
                {
                    Dropped(address, onEveryNode);
                }

                _changed.UnionWith(changed);
                waiting = _changed.Count + _dropped.Count;
                _timer.Change(WriteDelay, Timeout.InfiniteTimeSpan);
            }

            StateLog.ProfilesNotWritten(_options.Logger, waiting, e);
        }
    }

    /// <summary>Stops writing by itself.</summary>
    public void Dispose() => _timer.Dispose();

    void IStateSnapshot.Load(StateTransaction reading)
    {
        var read = Read(reading, "TRUE").OrderBy(profile => profile.Value.Own.Plus(profile.Value.Others).LastSeen).ToList();
        lock (_gate)
        {
            var gone = _profiles.Keys.ToHashSet();
            foreach (var (address, (own, others)) in read)
            {
                gone.Remove(address);
                Follow(address, own, others);
            }

            foreach (var address in gone)
            {
                Follow(address, SenderProfile.Unknown, SenderProfile.Unknown);
            }
        }
    }

    void IStateSnapshot.Follow(StateTransaction reading, IReadOnlyCollection<string> keys)
    {
        foreach (var octets in keys.Select(key => SharedKey.Text(key, 0)).Distinct(StringComparer.Ordinal).Select(Convert.FromHexString))
        {
            var address = AddressNumber.Of(new IPAddress(octets));
            var (own, others) = Read(reading, "address = $address", ("$address", octets)).GetValueOrDefault(address, (SenderProfile.Unknown, SenderProfile.Unknown));
            lock (_gate)
            {
                Follow(address, own, others);
            }
        }
    }

    private static Dictionary<UInt128, (SenderProfile Own, SenderProfile Others)> Read(
        StateTransaction reading, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = reading.Command(
            $"""
            SELECT address, messages, scl_sum, hello_problems, reverse_dns_problems, first_seen, last_seen, hello, node = (SELECT node FROM replication)
            FROM profiles WHERE {condition}
            """,
            parameters);
        using var row = command.ExecuteReader();
        var profiles = new Dictionary<UInt128, (SenderProfile Own, SenderProfile Others)>();
        while (row.Read())
        {
            var address = AddressNumber.Of(new IPAddress(row.GetFieldValue<byte[]>(0)));
            var profile = new SenderProfile
            {
                Messages = row.GetInt64(1),
                SclSum = row.GetInt64(2),
                HelloProblems = row.GetInt64(3),
                ReverseDnsProblems = row.GetInt64(4),
                FirstSeen = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
                LastSeen = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
                HelloName = row.IsDBNull(7) ? null : row.GetString(7),
            };
            var (own, others) = profiles.GetValueOrDefault(address, (SenderProfile.Unknown, SenderProfile.Unknown));
            profiles[address] = row.GetBoolean(8) ? (profile, others) : (own, others.Plus(profile));
        }

        return profiles;
    }

    private static void Write(StateTransaction transaction, List<(UInt128 Address, SenderProfile Own)> profiles, Dictionary<UInt128, bool> dropped)
    {
        foreach (var (address, onEveryNode) in dropped)
        {
            var octets = AddressNumber.Octets(address);
            void Delete() => transaction.Run("DELETE FROM profiles WHERE address = $address", ("$address", octets));
            if (onEveryNode)
            {
                Delete();
            }
            else
            {
                transaction.Unshared(Delete);
            }
        }

        foreach (var (address, own) in profiles)
        {
            transaction.Run(
                "INSERT OR REPLACE INTO profiles SELECT $address, node, $messages, $scl, $hello, $reverse, $first, $last, $name FROM replication",
                ("$address", AddressNumber.Octets(address)), ("$messages", own.Messages), ("$scl", own.SclSum), ("$hello", own.HelloProblems), ("$reverse", own.ReverseDnsProblems),
                ("$first", own.FirstSeen.ToUnixTimeMilliseconds()), ("$last", own.LastSeen.ToUnixTimeMilliseconds()), ("$name", own.HelloName));
        }
    }

    private void Written(List<(UInt128 Address, SenderProfile Own)> profiles)
    {
        lock (_gate)
        {
            foreach (var (address, own) in profiles)
            {
                if (_profiles.TryGetValue(address, out var node))
                {
                    node.Value.Written = own;
                }
            }
        }
    }

    // The profile of a client as the newest of all; a new one takes the place of the oldest.
    private LinkedListNode<KnownSender> Touched(UInt128 address)
    {
        if (_profiles.TryGetValue(address, out var node))
        {
            _byAge.Remove(node);
        }
        else
        {
            if (_profiles.Count == MaximumProfiles)
            {
                Drop(_byAge.First!, onEveryNode: false);
            }

            node = new(new KnownSender(address));
            _profiles.Add(address, node);
        }

        _byAge.AddLast(node);
        return node;
    }

    private void Follow(UInt128 address, SenderProfile own, SenderProfile others)
    {
        // What was dropped here is still in the file until the next time it is written.
        if (_dropped.ContainsKey(address))
        {
            return;
        }

        if (own != SenderProfile.Unknown || others != SenderProfile.Unknown)
        {
            Touched(address).Value.Follow(own, others);
        }
        else if (_profiles.TryGetValue(address, out var node))
        {
            node.Value.Follow(own, others);
            if (node.Value.Own == SenderProfile.Unknown)
            {
                _byAge.Remove(node);
                _profiles.Remove(address);
            }
        }
    }

    private void Drop(LinkedListNode<KnownSender> node, bool onEveryNode)
    {
        _byAge.Remove(node);
        _profiles.Remove(node.Value.Address);
        _changed.Remove(node.Value.Address);
        Dropped(node.Value.Address, onEveryNode);
    }

    private void Dropped(UInt128 address, bool onEveryNode)
    {
        WriteSoon();
        _dropped[address] = onEveryNode || _dropped.GetValueOrDefault(address);
    }

    private void Changed(UInt128 address)
    {
        WriteSoon();
        _changed.Add(address);
    }

    private void WriteSoon()
    {
        if (_changed.Count + _dropped.Count == 0)
        {
            _timer.Change(WriteDelay, Timeout.InfiniteTimeSpan);
        }
    }
}
