using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace WebPublisher.State.Database;

/// <summary>
/// The one who touches the file, on a thread of its own: makes the changes that are queued, those that wait together in one transaction with one sync, and notices those of
/// other processes (<c>PRAGMA data_version</c>, which costs no system call on the disk).
/// </summary>
internal sealed class StateWriter(StateFile file, StateOptions options) : IAsyncDisposable
{
    /// <summary>How many changes may wait; more are refused. Each session waits for its own, so this is a number of sessions.</summary>
    private const int MaximumWaiting = 20_000;

    private const int MaximumTogether = 64;

    // A null is no change: it wakes the writer, so that it looks what others have changed.
    private readonly BlockingCollection<QueuedChange?> _waiting = new(MaximumWaiting);
    private readonly Dictionary<StateSection, long> _revisions = [];
    private readonly long[] _changes = new long[Enum.GetValues<StateSection>().Length];
    private ImmutableArray<IStateSnapshot> _snapshots = [];
    private long _version;
    private ITimer? _watch;
    private volatile Action _changed = static () => { };
    private int _isLookQueued;
    private Task _running = Task.CompletedTask;

    /// <summary>Told on the writer's thread that something was committed here or by another process; quick.</summary>
    public Action Changed
    {
        get => _changed;
        set => _changed = value;
    }

    /// <summary>Reads everything, and begins to write.</summary>
    /// <exception cref="StateException">The file cannot be read.</exception>
    public void Start(params ReadOnlySpan<IStateSnapshot> snapshots)
    {
        _snapshots = [.. snapshots];
        try
        {
            ReadChanges(snapshot => true);
        }
        catch (SqliteException e)
        {
            file.Dispose();
            throw new StateException($"the state cannot be read: {e.Message}", e);
        }

        _running = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _watch = options.WatchTime.CreateTimer(_ => Look(), null, options.WatchInterval, options.WatchInterval);
    }

    /// <summary>How often a section has changed in memory since the start. For any thread.</summary>
    public long ChangesOf(StateSection section) => Volatile.Read(ref _changes[(int)section]);

    /// <summary>Makes a change: done when it is in the file, synced, and in the snapshots.</summary>
    /// <exception cref="StateException">It could not be made; nothing has changed.</exception>
    public Task<T> WriteAsync<T>(Func<StateTransaction, T> change)
    {
        var queued = new ChangeWithResult<T>(change);
        Queue(queued);
        return queued.Task;
    }

    /// <summary>Makes a change that has no result.</summary>
    /// <exception cref="StateException">It could not be made; nothing has changed.</exception>
    public Task WriteAsync(Action<StateTransaction> change) => WriteAsync(transaction =>
    {
        change(transaction);
        return true;
    });

    /// <summary>Has what is in memory of a section follow changes that come from another node, once they are in the file.</summary>
    /// <param name="transaction">The changes.</param>
    /// <param name="section">The section.</param>
    /// <param name="keys">The keys of what has changed; null to read it as a whole.</param>
    public void FollowOnCommit(StateTransaction transaction, StateSection section, IReadOnlyCollection<string>? keys)
    {
        transaction.Touch(section);
        transaction.OnPublished(() =>
        {
            try
            {
                foreach (var snapshot in _snapshots.Where(snapshot => snapshot.Section == section))
                {
                    if (keys is null)
                    {
                        snapshot.Load(new StateTransaction(file));
                    }
                    else
                    {
                        snapshot.Follow(new StateTransaction(file), keys);
                    }
                }
            }
            catch (Exception e)
            {
                // It is in the file: reading the section as a whole, as for another process, is the way left.
                StateLog.WatchFailed(options.Logger, e);
                _revisions[section] = -1;
                _version = -1;
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_watch is { } watch)
        {
            await watch.DisposeAsync();
        }

        _waiting.CompleteAdding();
        await _running;
        file.Dispose();
        _waiting.Dispose();
    }

    private void Queue(QueuedChange change)
    {
        try
        {
            if (!_waiting.TryAdd(change))
            {
                throw new StateException($"{MaximumWaiting} changes of the state wait to be written already.");
            }
        }
        catch (InvalidOperationException e)
        {
            throw new StateException("the state is closed.", e);
        }
    }

    private void Look()
    {
        if (Interlocked.Exchange(ref _isLookQueued, 1) == 0 && (_waiting.IsAddingCompleted || !_waiting.TryAdd(null)))
        {
            // Closed, or so much waits that the next batch looks anyway.
            _isLookQueued = 0;
        }
    }

    private void Run()
    {
        var batch = new List<QueuedChange>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            var next = first;
            do
            {
                if (next is null)
                {
                    _isLookQueued = 0;
                }
                else
                {
                    batch.Add(next);
                }
            }
            while (batch.Count < MaximumTogether && _waiting.TryTake(out next));

            if (batch.Count > 0)
            {
                Commit(batch);
                batch.Clear();
            }

            Follow();
        }
    }

    private void Commit(List<QueuedChange> batch)
    {
        try
        {
            file.Execute("BEGIN IMMEDIATE");
            foreach (var change in batch)
            {
                change.Make(file);
            }

            file.Execute("COMMIT");
        }
        catch (Exception e)
        {
            var failure = new StateException($"the state cannot be written: {e.Message}", e);
            RollBack();
            batch.ForEach(change => change.Fail(failure));
            return;
        }

        foreach (var change in batch)
        {
            foreach (var section in change.Touched)
            {
                _revisions[section]++;
            }

            change.Publish();
        }

        batch.ForEach(change => change.Follow());
        batch.ForEach(change => change.Complete(Count));

        if (batch.Exists(change => change.IsNews))
        {
            Changed();
        }
    }

    private void Count(StateSection section) => Interlocked.Increment(ref _changes[(int)section]);

    private void RollBack()
    {
        try
        {
            file.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A disk that fails has SQLite roll back by itself, and then there is nothing left to roll back.
        }
    }

    private void Follow()
    {
        try
        {
            if (file.Number("PRAGMA data_version") == _version)
            {
                return;
            }

            ReadChanges(snapshot => snapshot.Section is not null);
            Changed();
        }
        catch (Exception e)
        {
            StateLog.WatchFailed(options.Logger, e);
        }
    }

    private void ReadChanges(Func<IStateSnapshot, bool> wanted)
    {
        // Asked first: a change that comes while the rest is read makes for one more look, and none is overlooked.
        var version = file.Number("PRAGMA data_version");
        file.Execute("BEGIN");
        try
        {
            var reading = new StateTransaction(file);
            foreach (var snapshot in _snapshots.Where(wanted))
            {
                if (snapshot.Section is not { } section)
                {
                    snapshot.Load(reading);
                    continue;
                }

                var revision = file.Number($"SELECT revision FROM revisions WHERE section = {(int)section}");
                var isKnown = _revisions.TryGetValue(section, out var known);
                if (isKnown && known == revision)
                {
                    continue;
                }

                snapshot.Load(reading);
                _revisions[section] = revision;
                if (isKnown)
                {
                    Count(section);
                    StateLog.Reloaded(options.Logger, section);
                }
            }
        }
        finally
        {
            file.Execute("COMMIT");
        }

        _version = version;
    }
}
