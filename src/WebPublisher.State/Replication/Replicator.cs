using System.Collections.Immutable;
using Npgsql;
using WebPublisher.Policy.State;
using WebPublisher.State.Database;
using WebPublisher.State.Held;
using WebPublisher.State.Replication.Postgres;

namespace WebPublisher.State.Replication;

/// <summary>
/// Tells the other nodes what has changed here, and follows what has changed there. It works behind everything else: nobody waits for it, and without the database this node goes
/// on with what its file has, in which the changes to be told are safe too. Of two processes on one state directory, one does this work for both.
/// </summary>
internal sealed class Replicator : IAsyncDisposable
{
    private const string LockName = "replication.lock";
    private const int AtOnce = 1000;

    // A notification wakes it at once; this is for those that get lost, and says to the others that this node is there.
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_toldAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_cleaning = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_clockDifference = TimeSpan.FromSeconds(2);

    private readonly PostgresPolicy _policy;
    private readonly StateOptions _options;
    private readonly PostgresConnector _connector;
    private readonly Replica _replica;
    private readonly CancellationTokenSource _stopping = new();
    private readonly WakeUp _wake = new();
    private readonly WakeUp _wakeHeld = new();
    private readonly HeldFiles _files;
    private Task _running = Task.CompletedTask;
    private volatile ReplicationStatus _status = new() { IsShared = true, IsConnected = false, Problem = "it has not been asked yet" };
    private bool? _wasConnected;
    private string? _told;
    private long _toldAt;

    /// <summary>Prepares it.</summary>
    /// <param name="writer">The writer of the state.</param>
    /// <param name="policy">The database.</param>
    /// <param name="options">The state.</param>
    public Replicator(StateWriter writer, PostgresPolicy policy, StateOptions options)
    {
        (_policy, _options) = (policy, options);
        _connector = new PostgresConnector(policy, options.NodeName, options.Time);
        _replica = new Replica(writer);
        _files = new HeldFiles(options.Directory);
        writer.Changed = () =>
        {
            _wake.Call();
            _wakeHeld.Call();
        };
    }

    /// <summary>How it goes.</summary>
    public ReplicationStatus Status => _status;

    private string Database => $"{_policy.Database} at {_policy.Host}:{_policy.Port}";

    /// <summary>Begins.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Tells what is still to be told, if the database takes it at once, and ends. The rest waits in the file.</summary>
    public async ValueTask DisposeAsync()
    {
        var begun = _options.WatchTime.GetTimestamp();
        while (_status.IsConnected && (await BacklogAsync()).Pending > 0 && _options.WatchTime.GetElapsedTime(begun) < s_lastWords)
        {
            _wake.Call();
            _wakeHeld.Call();
            await Task.Delay(TimeSpan.FromMilliseconds(20), _options.WatchTime);
        }

        await _stopping.CancelAsync();
        await _running;
        await _connector.DisposeAsync();
        _wake.Dispose();
        _wakeHeld.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using var alone = await AloneAsync();
            for (var failures = 0; ; failures++)
            {
                try
                {
                    // Before anything else: what changes while the database is down is noted too.
                    var identity = await _replica.BeginAsync();
                    await ExchangeAsync(identity, () => failures = 0);
                }
                catch (Exception e) when (PostgresFailure.IsExpected(e, _stopping.Token))
                {
                    await DisconnectedAsync(PostgresFailure.Explain(e, _policy));
                }
                catch (Exception e) when (!_stopping.IsCancellationRequested)
                {
                    // A fault of ours. The node goes on, and so does the noting of what is to be told.
                    StateLog.ReplicationFailed(_options.Logger, e);
                    await DisconnectedAsync(e.Message);
                }

                await Task.Delay(Pause(failures), _options.WatchTime, _stopping.Token);
            }
        }
        catch (Exception e) when (_stopping.IsCancellationRequested && PostgresFailure.IsExpected(e, CancellationToken.None))
        {
            // The store closes; a connection may fail in that very moment.
        }
    }

    // 100 ms at first, 3 s at most, and not all nodes at the same moment.
    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromMilliseconds(Math.Min(3000, 100 * Math.Pow(2, Math.Min(failures, 5))) * (0.75 + (Random.Shared.NextDouble() / 2)));

    // The web half and the mail half may be two processes on one directory.
    private async Task<FileStream> AloneAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(_options.Directory, LockName), new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
            catch (IOException)
            {
                _status = _status with { IsConnected = true, Problem = null };
                await Task.Delay(TimeSpan.FromSeconds(1), _options.WatchTime, _stopping.Token);
            }
        }
    }

    private async Task ExchangeAsync(NodeIdentity identity, Action connected)
    {
        // 1. The server, its tables, and that nobody else serves as this node.
        await using var listening = await _connector.ConnectAsync(_stopping.Token);
        await PostgresSchema.PrepareAsync(listening, _stopping.Token);
        if (!await PostgresSchema.TryServeAsync(listening, identity.Node, _stopping.Token))
        {
            throw new StateException("another process serves as this node; was its state directory copied from another machine? Start this one with an empty directory");
        }

        await using var working = await _connector.ConnectAsync(_stopping.Token);
        await using var handing = await _connector.ConnectAsync(_stopping.Token);
        var database = new SharedDatabase(working, identity.Node);

        // 2. What all nodes have in common, and where this one has stopped.
        await JoinAsync(database, identity);

        // 3. From here on nothing is overlooked: who listens first and then asks hears of everything.
        listening.Notification += (_, _) => _wake.Call();
        await using (var listen = new NpgsqlCommand($"LISTEN {SharedDatabase.Channel}", listening))
        {
            await listen.ExecuteNonQueryAsync(_stopping.Token);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var tasks = new List<Task>
        {
            ListenAsync(listening, ending.Token),
            WorkAsync(database, identity.Node, connected, ending.Token),
            HoldAsync(new SharedDatabase(handing, identity.Node), ending.Token),
        };
        try
        {
            await await Task.WhenAny(tasks);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(tasks).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task JoinAsync(SharedDatabase database, NodeIdentity identity)
    {
        var cluster = await database.ClusterAsync(identity.Key, identity.Salt, _stopping.Token);
        if (!cluster.Key.AsSpan().SequenceEqual(identity.Key) || !cluster.Salt.AsSpan().SequenceEqual(identity.Salt))
        {
            if (await _replica.KeyedAsync() is var (locks, devices, safelist) && locks + devices + safelist > 0)
            {
                StateLog.KeyReplaced(_options.Logger, locks, devices, safelist, StateFile.SetAside(_options.Directory, _options.Time));
            }

            await _replica.AdoptAsync(cluster);
        }

        if (await _replica.JoinAsync(cluster))
        {
            await PullAsync(database, identity.Node, _stopping.Token);
            StateLog.Compared(_options.Logger, await _replica.KeepOnlyAsync(await database.KeysAsync(_stopping.Token)));
        }

        if ((await database.NowAsync(_stopping.Token) - _options.Time.GetUtcNow()).Duration() is var difference && difference > s_clockDifference)
        {
            StateLog.ClockDiffers(_options.Logger, Math.Round(difference.TotalSeconds, 1));
        }
    }

    private static async Task ListenAsync(NpgsqlConnection listening, CancellationToken cancellation)
    {
        while (true)
        {
            await listening.WaitAsync(cancellation);
        }
    }

    private async Task WorkAsync(SharedDatabase database, long node, Action connected, CancellationToken cancellation)
    {
        var (cleaned, beaten, nodes) = (0L, 0L, ImmutableArray<ReplicationNode>.Empty);
        while (true)
        {
            await PushAsync(database, cancellation);
            await PullAsync(database, node, cancellation);
            if (beaten == 0 || TimeProvider.System.GetElapsedTime(beaten) >= s_interval)
            {
                (nodes, beaten) = (await database.BeatAsync(_options.NodeName, cancellation), TimeProvider.System.GetTimestamp());
            }

            await ConnectedAsync(nodes);
            connected();
            if (cleaned == 0 || TimeProvider.System.GetElapsedTime(cleaned) >= s_cleaning)
            {
                await database.CleanAsync(cancellation);
                cleaned = TimeProvider.System.GetTimestamp();
            }

            await _wake.WaitAsync(s_interval, cancellation);
        }
    }

    private async Task HoldAsync(SharedDatabase database, CancellationToken cancellation)
    {
        var exchange = new HeldExchange(_replica, _files, _options.Logger);
        while (true)
        {
            await exchange.RunAsync(database, cancellation);
            await _wakeHeld.WaitAsync(s_interval, cancellation);
        }
    }

    private async Task PushAsync(SharedDatabase database, CancellationToken cancellation)
    {
        while (await _replica.PendingAsync(AtOnce) is { Count: > 0 } pending)
        {
            await PushAsync(database, pending, cancellation);
            await _replica.SettleAsync(pending);
        }
    }

    private async Task PushAsync(SharedDatabase database, List<PendingChange> pending, CancellationToken cancellation)
    {
        try
        {
            await database.PushAsync(pending, cancellation);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal))
        {
            // A value that the database cannot hold must not keep all others from being told.
            if (pending is [var bad])
            {
                StateLog.NotShared(_options.Logger, bad.Kind, bad.Key, e.MessageText);
                return;
            }

            var half = pending.Count / 2;
            await PushAsync(database, pending[..half], cancellation);
            await PushAsync(database, pending[half..], cancellation);
        }
    }

    private async Task PullAsync(SharedDatabase database, long node, CancellationToken cancellation)
    {
        var after = await _replica.PulledAsync();
        while (await database.PullAsync(after, AtOnce, cancellation) is { Count: > 0 } changes)
        {
            after = changes[^1].Version;
            foreach (var reference in await _replica.FollowAsync(changes, node, after))
            {
                _files.Delete(reference);
            }

            if (changes.Exists(change => change.Kind == ReplicatedKind.Held))
            {
                _wakeHeld.Call();
            }

            if (changes.Count < AtOnce)
            {
                return;
            }
        }
    }

    private async Task ConnectedAsync(ImmutableArray<ReplicationNode> nodes)
    {
        var (pending, oldest) = await BacklogAsync();
        _status = new ReplicationStatus { IsShared = true, IsConnected = true, Pending = pending, OldestPending = oldest, Nodes = nodes };
        if (_wasConnected != true)
        {
            _wasConnected = true;
            StateLog.Connected(_options.Logger, Database, pending);
        }
    }

    private async Task DisconnectedAsync(string problem)
    {
        // Once for each time it goes away; again when it stays away for another reason.
        var now = _options.WatchTime.GetTimestamp();
        if (_wasConnected != false || (_told != problem && _options.WatchTime.GetElapsedTime(_toldAt, now) > s_toldAgain))
        {
            (_wasConnected, _told, _toldAt) = (false, problem, now);
            StateLog.Disconnected(_options.Logger, Database, problem);
        }

        var (pending, oldest) = await BacklogAsync();
        _status = _status with { IsConnected = false, Problem = problem, Pending = pending, OldestPending = oldest };
    }

    private async Task<(long Pending, TimeSpan Oldest)> BacklogAsync()
    {
        long pending, oldest;
        try
        {
            (pending, oldest) = await _replica.BacklogAsync();
        }
        catch (StateException)
        {
            // The file fails too, which whoever writes to it is told.
            return (_status.Pending, _status.OldestPending);
        }

        var age = oldest == 0 ? TimeSpan.Zero : _options.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(oldest);
        return (pending, age < TimeSpan.Zero ? TimeSpan.Zero : age);
    }
}
