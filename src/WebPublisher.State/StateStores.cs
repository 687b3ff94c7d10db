using Microsoft.Extensions.Logging;
using WebPublisher.Policy;
using WebPublisher.Policy.State;

namespace WebPublisher.State;

/// <summary>
/// The state of each state directory that a policy has named since the start. Sessions keep what they began with, so none is closed before the end.
/// </summary>
public sealed class StateStores(TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StateStore> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PostgresPolicy?> _shared = new(StringComparer.Ordinal);

    /// <summary>The state of a policy's directory.</summary>
    /// <exception cref="StateException">It cannot be opened.</exception>
    public StateStore Of(PublisherPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var directory = policy.Server.StateDirectory;
        lock (_gate)
        {
            if (!_open.TryGetValue(directory, out var store))
            {
                store = StateStore.Open(new StateOptions
                {
                    Directory = directory,
                    Time = time,
                    Logger = logger,
                    Shared = policy.Shared,
                    IsServer = true,
                    NodeName = policy.Server.Name,
                });
                _open.Add(directory, store);
                _shared.Add(directory, policy.Shared);
            }

            return store;
        }
    }

    /// <summary>The state of a policy's directory where something has opened it; null where nothing needs any. Opens nothing.</summary>
    public StateStore? Find(PublisherPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        lock (_gate)
        {
            return _open.GetValueOrDefault(policy.Server.StateDirectory);
        }
    }

    /// <summary>Has the state of a policy's directory, if it is open, shared as a policy that is in force says.</summary>
    public void Follow(PublisherPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var directory = policy.Server.StateDirectory;
        lock (_gate)
        {
            if (_open.TryGetValue(directory, out var store) && !PostgresPolicy.IsSame(_shared[directory], policy.Shared))
            {
                store.Share(policy.Shared);
                _shared[directory] = policy.Shared;
            }
        }
    }

    /// <summary>Closes all of them.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open.Values)
        {
            await store.DisposeAsync();
        }
    }
}
