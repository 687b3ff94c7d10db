using System.Net;
using WebPublisher.Policy.Mail;
using WebPublisher.Transport.Sockets;

namespace WebPublisher.Smtp.Receive.Limits;

/// <summary>Counts connections and messages by connector and source. One for the process, so that counts outlive a reload of the policy. Thread-safe.</summary>
public sealed class ConnectionQuota(TimeProvider time)
{
    // Sources without a connection are remembered for their rate and their manners; 65,536 of them take about 8 MB.
    private const int MaximumRemembered = 65536;
    private static readonly TimeSpan s_mannersLast = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<SourceKey, SourceUsage> _sources = [];
    private readonly Dictionary<string, int> _connections = new(StringComparer.Ordinal);
    private long _sweptAt;

    /// <summary>Lets a connection in.</summary>
    /// <returns>Null if the connector or the source has as many as it may.</returns>
    public ConnectionLease? TryEnter(string connector, ReceiveLimits limits, IPAddress client)
    {
        var key = new SourceKey(connector, SourceNetwork.Of(client));
        lock (_lock)
        {
            var all = _connections.GetValueOrDefault(connector);
            if (all >= limits.Connections)
            {
                return null;
            }

            if (!_sources.TryGetValue(key, out var usage))
            {
                ForgetSome();
                usage = new SourceUsage(key) { RefilledAt = time.GetTimestamp() };
                _sources.Add(key, usage);
            }

            if (usage.Connections >= limits.PerSource)
            {
                return null;
            }

            usage.Connections++;
            _connections[connector] = all + 1;
            return new ConnectionLease(this, usage, limits);
        }
    }

    internal void Leave(SourceUsage usage)
    {
        lock (_lock)
        {
            usage.Connections--;
            _connections[usage.Key.Connector]--;
        }
    }

    /// <summary>Takes one of the messages that become available at an even pace, a minute's worth of them at most at once.</summary>
    internal bool TryBeginMessage(SourceUsage usage, int perMinute)
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(usage.RefilledAt);
            usage.Allowance = Math.Min(perMinute, usage.Allowance + (elapsed.TotalMinutes * perMinute));
            usage.RefilledAt = time.GetTimestamp();
            if (usage.Allowance < 1)
            {
                return false;
            }

            usage.Allowance--;
            return true;
        }
    }

    internal bool IsPatient(SourceUsage usage)
    {
        lock (_lock)
        {
            return usage.WaitedAt is { } at && time.GetElapsedTime(at) < s_mannersLast;
        }
    }

    internal void NoteGreeting(SourceUsage usage, bool waited)
    {
        lock (_lock)
        {
            usage.WaitedAt = waited ? time.GetTimestamp() : null;
        }
    }

    /// <summary>Makes room: those whose allowance has refilled lose nothing but their good name. The others are few, for each has sent a message this minute.</summary>
    private void ForgetSome()
    {
        if (_sources.Count < MaximumRemembered || time.GetElapsedTime(_sweptAt) < s_sweepInterval)
        {
            return;
        }

        _sweptAt = time.GetTimestamp();
        foreach (var (key, usage) in _sources)
        {
            if (usage.Connections == 0 && time.GetElapsedTime(usage.RefilledAt) > TimeSpan.FromMinutes(1))
            {
                _sources.Remove(key);
            }
        }
    }
}
