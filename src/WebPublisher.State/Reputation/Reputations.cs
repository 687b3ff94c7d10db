using System.Collections.Immutable;
using System.Net;
using WebPublisher.State.Addresses;
using WebPublisher.State.Database;

namespace WebPublisher.State.Reputation;

/// <summary>
/// The profiles of clients. They are kept in memory and written behind, some seconds' worth at once: a server that is killed forgets those seconds and nothing else. One
/// server alone writes those of a state directory.
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
    private readonly Dictionary<UInt128, LinkedListNode<(UInt128 Address, SenderProfile Profile)>> _profiles = [];
    private readonly LinkedList<(UInt128 Address, SenderProfile Profile)> _byAge = [];
    private HashSet<UInt128> _changed = [];
    private long _writes;

    internal Reputations(StateWriter writer, StateOptions options)
    {
        (_writer, _options) = (writer, options);
        _timer = options.Time.CreateTimer(_ => _ = FlushAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    StateSection? IStateSnapshot.Section => null;

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
                profiles = [.. _byAge];
            }

            return [.. profiles.Select(entry => KeyValuePair.Create(AddressNumber.Address(AddressNumber.Octets(entry.Address)), entry.Profile))];
        }
    }

    /// <summary>The profile of a client; <see cref="SenderProfile.Unknown"/> if it has none.</summary>
    public SenderProfile Find(IPAddress client)
    {
        lock (_gate)
        {
            return _profiles.TryGetValue(AddressNumber.Of(client), out var found) ? found.Value.Profile : SenderProfile.Unknown;
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
            if (!_profiles.TryGetValue(address, out var node))
            {
                if (_profiles.Count == MaximumProfiles)
                {
                    Drop(_byAge.First!);
                }

                node = new((address, SenderProfile.Unknown with { FirstSeen = now }));
                _profiles.Add(address, node);
            }
            else
            {
                _byAge.Remove(node);
            }

            _byAge.AddLast(node);
            node.Value = (address, change(node.Value.Profile) with { LastSeen = now });
            Changed(address);
            return node.Value.Profile;
        }
    }

    /// <summary>Forgets what is known of a client.</summary>
    public void Reset(IPAddress client)
    {
        lock (_gate)
        {
            if (_profiles.TryGetValue(AddressNumber.Of(client), out var node))
            {
                Drop(node);
            }
        }
    }

    /// <summary>Writes what has changed since the last time. Trouble is logged, and what could not be written is written the next time.</summary>
    public async Task FlushAsync()
    {
        HashSet<UInt128> changed;
        List<(UInt128 Address, SenderProfile? Profile)> profiles;
        lock (_gate)
        {
            (changed, _changed) = (_changed, []);
            profiles = [.. changed.Select(address => (address, _profiles.GetValueOrDefault(address)?.Value.Profile))];
        }

        if (profiles.Count == 0)
        {
            return;
        }

        try
        {
            await _writer.WriteAsync(transaction => profiles.ForEach(profile => Write(transaction, profile.Address, profile.Profile)));
            Interlocked.Increment(ref _writes);
        }
        catch (StateException e)
        {
            StateLog.ProfilesNotWritten(_options.Logger, profiles.Count, e);
            lock (_gate)
            {
                foreach (var address in changed)
                {
                    Changed(address);
                }
            }
        }
    }

    /// <summary>Stops writing by itself.</summary>
    public void Dispose() => _timer.Dispose();

    void IStateSnapshot.Load(StateTransaction reading)
    {
        using var command = reading.Command("SELECT address, messages, scl_sum, hello_problems, reverse_dns_problems, first_seen, last_seen, hello FROM profiles ORDER BY last_seen");
        using var row = command.ExecuteReader();
        lock (_gate)
        {
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
                _profiles.Add(address, _byAge.AddLast((address, profile)));
            }
        }
    }

    private static void Write(StateTransaction transaction, UInt128 address, SenderProfile? profile)
    {
        var octets = AddressNumber.Octets(address);
        if (profile is null)
        {
            transaction.Run("DELETE FROM profiles WHERE address = $address", ("$address", octets));
            return;
        }

        transaction.Run(
            "INSERT OR REPLACE INTO profiles VALUES ($address, $messages, $scl, $hello, $reverse, $first, $last, $name)",
            ("$address", octets), ("$messages", profile.Messages), ("$scl", profile.SclSum), ("$hello", profile.HelloProblems), ("$reverse", profile.ReverseDnsProblems),
            ("$first", profile.FirstSeen.ToUnixTimeMilliseconds()), ("$last", profile.LastSeen.ToUnixTimeMilliseconds()), ("$name", profile.HelloName));
    }

    private void Drop(LinkedListNode<(UInt128 Address, SenderProfile Profile)> node)
    {
        _byAge.Remove(node);
        _profiles.Remove(node.Value.Address);
        Changed(node.Value.Address);
    }

    private void Changed(UInt128 address)
    {
        if (_changed.Count == 0)
        {
            _timer.Change(WriteDelay, Timeout.InfiniteTimeSpan);
        }

        _changed.Add(address);
    }
}
