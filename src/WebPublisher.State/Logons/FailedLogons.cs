using System.Collections.Immutable;

namespace WebPublisher.State.Logons;

/// <summary>
/// Has failed logons add up across the processes that share a database, before there is a lock that all of them know. Nothing of it is kept anywhere: what nobody hears of counts where
/// it was seen, as it does on a node that shares nothing. Waits for nothing; thread-safe.
/// </summary>
/// <param name="time">The clock by which failures age.</param>
public sealed class FailedLogons(TimeProvider time)
{
    /// <summary>The most counters of which something waits to be told. What comes on top counts here alone.</summary>
    public const int MaximumWaiting = 4096;

    /// <summary>The most failures that are told of a counter at once; no policy allows as many.</summary>
    public const int MaximumCount = 1000;

    /// <summary>What could not be told within this time is not told at all.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(FailedLogonCounter Counter, UInt128 Key, ulong Subject), WaitingFailures> _waiting = [];
    private readonly Action<ToldFailures>?[] _followers = new Action<ToldFailures>?[Enum.GetValues<FailedLogonCounter>().Max(counter => (int)counter) + 1];
    private volatile bool _isShared;
    private int _left;

    /// <summary>Whether there are others to tell.</summary>
    internal bool IsShared
    {
        get => _isShared;
        set => _isShared = value;
    }

    /// <summary>Has somebody told of what others have seen; whoever was told before is told no more. Called on any thread; must be quick.</summary>
    public void Follow(FailedLogonCounter counter, Action<ToldFailures> follow) => Volatile.Write(ref _followers[(int)counter], follow);

    /// <summary>Tells of a failure.</summary>
    /// <param name="counter">What it is counted by.</param>
    /// <param name="key">Whom: a hash by the key of the installation.</param>
    /// <param name="window">How long it counts; up to a day, by whole seconds.</param>
    /// <param name="subject">Who failed there, where that is told apart.</param>
    public void Fail(FailedLogonCounter counter, UInt128 key, TimeSpan window, ulong subject = 0) => Note((counter, key, subject), waiting =>
    {
        if (waiting.Count == 0)
        {
            waiting.Since = time.GetTimestamp();
        }

        (waiting.Count, waiting.Window) = (Math.Min(waiting.Count + 1, MaximumCount), window);
    });

    /// <summary>Tells that the failures of a counter, whoever their subjects were, are forgotten.</summary>
    public void Forget(FailedLogonCounter counter, UInt128 key) => End(counter, key, waiting => (waiting.Forgets, waiting.IsLocked) = (true, false));

    /// <summary>Tells that the failures of a counter, whoever their subjects were, have led to a lock.</summary>
    public void Lock(FailedLogonCounter counter, UInt128 key) => End(counter, key, waiting => waiting.IsLocked = true);

    /// <summary>What waits to be told, which then waits no more, and how many times something found no room since the last time.</summary>
    internal (ImmutableArray<ToldFailures> Failures, int Left) Take()
    {
        lock (_gate)
        {
            var failures = _waiting
                .Select(entry => new ToldFailures(
                    entry.Key.Counter, entry.Key.Key, entry.Key.Subject, entry.Value.Forgets, entry.Value.IsLocked, entry.Value.Count, time.GetElapsedTime(entry.Value.Since), entry.Value.Window))
                .Where(told => told.Age <= Oldest)
                .OrderByDescending(told => told.Forgets || told.IsLocked)
                .ToImmutableArray();
            var left = _left;
            _waiting.Clear();
            _left = 0;
            return (failures, left);
        }
    }

    /// <summary>Passes on what another process has told.</summary>
    internal void Deliver(ToldFailures told) => Volatile.Read(ref _followers[(int)told.Counter])?.Invoke(told);

    private void End(FailedLogonCounter counter, UInt128 key, Action<WaitingFailures> end)
    {
        lock (_gate)
        {
            // What came before is told no more: the end of it says all.
            foreach (var waiting in _waiting.Keys.Where(waiting => waiting.Counter == counter && waiting.Key == key).ToList())
            {
                _waiting[waiting].Count = 0;
                if (waiting.Subject != 0)
                {
                    _waiting.Remove(waiting);
                }
            }
        }

        Note((counter, key, 0), waiting =>
        {
            waiting.Since = time.GetTimestamp();
            end(waiting);
        });
    }

    private void Note((FailedLogonCounter Counter, UInt128 Key, ulong Subject) counted, Action<WaitingFailures> change)
    {
        if (!IsShared)
        {
            return;
        }

        lock (_gate)
        {
            if (!_waiting.TryGetValue(counted, out var waiting))
            {
                if (_waiting.Count >= MaximumWaiting)
                {
                    _left++;
                    return;
                }

                _waiting.Add(counted, waiting = new WaitingFailures());
            }

            change(waiting);
        }
    }
}
