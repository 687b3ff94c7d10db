using Yarp.ReverseProxy.Configuration;

namespace WebPublisher.Web.Bridging;

/// <summary>Hears from YARP whether it took over a set of clusters or refused it.</summary>
internal sealed class ClusterAcceptance : IConfigChangeListener
{
    private TaskCompletionSource? _awaited;
    private string? _revision;

    /// <summary>Whether YARP has loaded anything yet; before that it listens to nobody.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Completes when YARP has accepted the revision, and fails with its reason when it has not.</summary>
    public Task Await(string revision)
    {
        _revision = revision;
        _awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _awaited.Task;
    }

    /// <inheritdoc/>
    public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        IsLoaded = true;
        if (IsAwaited(proxyConfigs))
        {
            _awaited?.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception)
    {
        if (IsAwaited(proxyConfigs))
        {
            _awaited?.TrySetException(exception);
        }
    }

    /// <inheritdoc/>
    public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        // Read, not yet in force.
    }

    /// <inheritdoc/>
    public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) => _awaited?.TrySetException(exception);

    private bool IsAwaited(IReadOnlyList<IProxyConfig> proxyConfigs) => proxyConfigs.Any(config => config.RevisionId == _revision);
}
