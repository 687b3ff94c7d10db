using WebPublisher.Policy.State;
using WebPublisher.State.Addresses;
using WebPublisher.State.Database;
using WebPublisher.State.Held;
using WebPublisher.State.Logons;
using WebPublisher.State.Replication;
using WebPublisher.State.Reputation;
using WebPublisher.State.Safelists;

namespace WebPublisher.State;

/// <summary>
/// What outlives a restart: one SQLite file, <c>state.db</c> in the state directory. Readers look at snapshots in memory and never wait; every change goes through one queue
/// and is in the file, synced, before its task is done. What another process changes is in force within <see cref="StateOptions.WatchInterval"/>.
/// </summary>
public sealed class StateStore : IAsyncDisposable
{
    /// <summary>The category of what is logged.</summary>
    public const string LogCategory = "WebPublisher.State";

    private readonly StateWriter _writer;
    private readonly StateOptions _options;
    private readonly Lock _gate = new();
    private volatile Replicator? _replicator;
    private volatile FailureExchange? _exchange;
    private Task _sharing = Task.CompletedTask;
    private bool _isClosed;

    private StateStore(StateFile file, StateOptions options)
    {
        _options = options;
        _writer = new StateWriter(file, options);
        Addresses = new AddressLists(_writer, options.Time);
        Reputations = new Reputations(_writer, options);
        Safelist = new Safelist(_writer);
        Held = new HeldIndex(_writer);
        LogonLocks = new LogonLocks(_writer, options);
        KnownDevices = new KnownDevices(_writer, options);
        FailedLogons = new FailedLogons(options.Time);
        _writer.Start(Addresses, Reputations, Safelist, Held, Key, LogonLocks, KnownDevices);
        if (options.IsServer)
        {
            Share(options.Shared);
        }
        else if (options.Shared is { } shared)
        {
            Held.Claims = new HeldClaims(_writer, shared, options);
        }
    }

    /// <summary>Addresses that are let in or kept out, beside those of the policy.</summary>
    public AddressLists Addresses { get; }

    /// <summary>What is known of clients by the mail they have brought.</summary>
    public Reputations Reputations { get; }

    /// <summary>Whose mail users want, and whose not.</summary>
    public Safelist Safelist { get; }

    /// <summary>The index of held messages.</summary>
    public HeldIndex Held { get; }

    /// <summary>The key of this installation.</summary>
    public InstallationKey Key { get; } = new();

    /// <summary>Who is locked out after failed logons at web sites.</summary>
    public LogonLocks LogonLocks { get; }

    /// <summary>The phones that users have logged on with.</summary>
    public KnownDevices KnownDevices { get; }

    /// <summary>Failed logons that have not led to a lock, as nodes tell each other of them.</summary>
    public FailedLogons FailedLogons { get; }

    /// <summary>How often its parts have changed. For any thread.</summary>
    public StateChanges Changes =>
        new(_writer.ChangesOf(StateSection.Addresses), _writer.ChangesOf(StateSection.Held), _writer.ChangesOf(StateSection.Logons), Reputations.Writes + _writer.ChangesOf(StateSection.Profiles));

    /// <summary>Whether failed logons of other nodes are heard of now.</summary>
    internal bool HearsOfFailures => _exchange is { IsConnected: true };

    /// <summary>How sharing it with other nodes goes.</summary>
    public ReplicationStatus Replication => _replicator?.Status ?? ReplicationStatus.Alone;

    /// <summary>Opens the state of a directory; makes it when there is none.</summary>
    /// <exception cref="StateException">It cannot be opened.</exception>
    public static StateStore Open(StateOptions options) => new(StateFile.Open(options.Directory, options.Time), options);

    /// <summary>Opens a copy in memory of the state of a directory, if it has one: what is changed there changes no file.</summary>
    /// <exception cref="StateException">There is state, and it cannot be read.</exception>
    public static StateStore OpenCopy(StateOptions options) => new(StateFile.Copy(options.Directory, options.Time), Unwatched(options));

    /// <summary>Empty state in memory, which ends with the store.</summary>
    public static StateStore InMemory(TimeProvider time) => new(StateFile.InMemory(time), Unwatched(new StateOptions { Directory = "", Time = time }));

    /// <summary>Shares the state by a database from now on, or, for null, with nobody. Returns at once; what was to be told to the nodes of a database before waits for the new one.</summary>
    internal void Share(PostgresPolicy? shared)
    {
        lock (_gate)
        {
            _sharing = ShareAsync(_sharing, shared);
        }
    }

    /// <summary>Writes what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
        {
            return;
        }

        await Reputations.FlushAsync();
        await KnownDevices.FlushAsync();
        await LogonLocks.FlushAsync();
        await _sharing;
        await EndSharingAsync();
        await _writer.DisposeAsync();
        Reputations.Dispose();
        KnownDevices.Dispose();
    }

    private async Task ShareAsync(Task before, PostgresPolicy? shared)
    {
        await before;
        await EndSharingAsync();
        Held.Claims = shared is null ? null : new HeldClaims(_writer, shared, _options);
        if (shared is not null)
        {
            _replicator = new Replicator(_writer, shared, _options);
            _replicator.Start();
            _exchange = new FailureExchange(FailedLogons, shared, _options);
            _exchange.Start();
            return;
        }

        (_replicator, _exchange) = (null, null);
        try
        {
            await new Replica(_writer).EndAsync();
        }
        catch (StateException e)
        {
            // What changes is noted for nobody until the next start.
            StateLog.SharingNotEnded(_options.Logger, e);
        }
    }

    private async ValueTask EndSharingAsync()
    {
        await (_exchange?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_replicator?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private static StateOptions Unwatched(StateOptions options) => options with { WatchInterval = Timeout.InfiniteTimeSpan };
}
